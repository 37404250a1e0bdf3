import { randomBytes } from 'node:crypto'
import type { DataKeyStore, SecretPlace, Vault } from '@connform/core'
import { type KeyEncryptionKey, keyFromBytes, memoryDataKeys, openVault, type VaultOptions } from '@connform/vault'

export const place: SecretPlace = { tenant: 'one', connection: 'con-1', slot: 'credentials' }

export const newKey = (): KeyEncryptionKey => keyFromBytes(randomBytes(32))

/** A vault with the keys of tenant `one` loaded. */
export async function loadedVault(options: Partial<VaultOptions> = {}): Promise<Vault> {
  const vault = openVault({ keyEncryptionKey: newKey(), dataKeys: memoryDataKeys(), ...options })
  await vault.load('one')
  return vault
}

/** A clock that stands still until it is moved. */
export function handClock(start = '2026-01-01T00:00:00.000Z') {
  let nowMs = Date.parse(start)
  return {
    clock: () => new Date(nowMs),
    pass(ms: number) {
      nowMs += ms
    },
  }
}

/** A vault whose one data key is known, for readers and writers that are not ours. */
export async function vaultWithKnownKey(): Promise<{ vault: Vault; dataKey: Uint8Array; dataKeys: DataKeyStore }> {
  const dataKeys = memoryDataKeys()
  const local = newKey()
  let dataKey: Uint8Array = new Uint8Array()
  const keyEncryptionKey: KeyEncryptionKey = {
    ...local,
    wrap(bytes, context) {
      dataKey = Uint8Array.from(bytes)
      return local.wrap(bytes, context)
    },
  }
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  return { vault, dataKey, dataKeys }
}

/** The `code` of what `action` throws; undefined where it does not. */
export async function codeOf(action: () => unknown): Promise<unknown> {
  try {
    await action()
    return undefined
  } catch (error) {
    return (error as { code?: unknown }).code ?? error
  }
}
