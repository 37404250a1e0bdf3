import { randomBytes } from 'node:crypto'
import { ConnformError, type DataKeyRecord, type DataKeyStore, type SecretPlace, type Vault } from '@connform/core'
import {
  type DataKeyContext,
  type KeyEncryptionKey,
  keyFromBytes,
  memoryDataKeys,
  openVault,
  type VaultOptions,
} from '@connform/vault'

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

/** A promise that is fulfilled by hand. */
export function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open }
}

/**
 * A key management service as the vault sees one: it binds what it wraps to the tenant and the key, can be away, can
 * be slow, and counts what it is asked.
 */
export function standInService(local = newKey()) {
  const service = {
    isAway: false,
    calls: 0,
    slow: undefined as Promise<void> | undefined,
    setAway(isAway: boolean) {
      service.isAway = isAway
    },
    key: {
      id: local.id,
      wrap: (bytes, context) => answer(() => local.wrap(bytes, context)),
      unwrap: (wrapped, context) => answer(() => local.unwrap(wrapped, context)),
    } satisfies KeyEncryptionKey,
  }
  async function answer<T>(work: () => Promise<T>): Promise<T> {
    service.calls += 1
    await service.slow
    if (service.isAway) throw new ConnformError('ERR_VAULT_KEY_SERVICE', 'The key management service does not answer.')
    return work()
  }
  return service
}

/** A key that wraps into blobs which it remembers, as a service does that binds them to a context. */
export function wrappingContext() {
  const blobs = new Map<string, { bytes: Uint8Array; bound: string }>()
  const contexts: DataKeyContext[] = []
  const key: KeyEncryptionKey = {
    id: 'arn:aws:kms:eu-central-1:111122223333:key/example',
    async wrap(bytes, context) {
      contexts.push(context)
      const blob = `blob-${blobs.size}`
      blobs.set(blob, { bytes: Uint8Array.from(bytes), bound: JSON.stringify([context.tenant, context.keyId]) })
      return blob
    },
    async unwrap(wrapped, context) {
      contexts.push(context)
      const blob = blobs.get(wrapped)
      if (blob?.bound !== JSON.stringify([context.tenant, context.keyId])) {
        throw new ConnformError('ERR_VAULT_OPEN', 'The service refuses this context.')
      }
      return Uint8Array.from(blob.bytes)
    },
  }
  return { key, contexts }
}

/** A store that answers with `change`d records, as if somebody had edited the table. */
export const edited = (
  dataKeys: DataKeyStore,
  change: (records: DataKeyRecord[]) => DataKeyRecord[],
): DataKeyStore => ({ ...dataKeys, list: async (tenant) => change(await dataKeys.list(tenant)) })

/** The same keys in a store that counts how often they are read. */
export function countingReads(dataKeys: DataKeyStore) {
  const reads = { count: 0 }
  const counted: DataKeyStore = {
    ...dataKeys,
    list: (tenant) => {
      reads.count += 1
      return dataKeys.list(tenant)
    },
  }
  return { dataKeys: counted, reads }
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
