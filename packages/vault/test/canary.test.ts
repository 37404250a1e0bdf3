import { inspect } from 'node:util'
import { memoryDataKeys } from '@connform/vault'
import { expect, it } from 'vitest'
import { loadedVault, newKey, place, vaultWithKnownKey } from './support/vaults.ts'

const canary = 'canary-7c1d9e4b'

it('shows the sealed text nowhere but in the answer of open', async () => {
  const keyEncryptionKey = newKey()
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  const token = vault.seal(place, canary)
  const outputs: unknown[] = [token, vault, keyEncryptionKey, await dataKeys.list('one')]
  const attempts = [
    () => vault.open({ ...place, slot: 'other' }, token),
    () => vault.open(place, `${token}=`),
    () => vault.open(place, canary),
    () => vault.open({ ...place, tenant: 'two' }, token),
    () => vault.seal(place, `${canary}\ud800`),
    () => vault.keyIdOf(canary),
    () => vault.openBytes({ ...place, slot: 'other' }, token, () => canary),
    () => vault.openBytes(place, token, async () => {}),
    () => vault.openBytes(place, token, (bytes) => bytes),
  ]
  for (const attempt of attempts) {
    try {
      outputs.push(attempt())
    } catch (error) {
      outputs.push(error, (error as Error).stack, (error as Error).cause)
    }
  }
  expect(vault.open(place, token)).toBe(canary)
  vault.close()
  outputs.push(vault)
  for (const output of outputs) {
    expect(inspect(output, { depth: 10, showHidden: true })).not.toContain(canary)
    expect(JSON.stringify(output) ?? '').not.toContain(canary)
  }
})

it('shows a data key neither in what it stores nor in what it prints', async () => {
  const { vault, dataKey, dataKeys } = await vaultWithKnownKey()
  const printed = inspect([vault, await dataKeys.list('one'), vault.seal(place, 'text')], {
    depth: 10,
    showHidden: true,
  })
  for (const encoding of ['base64url', 'base64', 'hex', 'latin1'] as const) {
    expect(printed).not.toContain(Buffer.from(dataKey).toString(encoding))
  }
})
