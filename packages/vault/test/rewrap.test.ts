import { inspect } from 'node:util'
import type { DataKeyStore, RewrapResult } from '@connform/core'
import { type KeyEncryptionKey, memoryDataKeys, openVault } from '@connform/vault'
import { expect, it } from 'vitest'
import { codeOf, handClock, loadedVault, newKey, place, standInService } from './support/vaults.ts'

const minuteMs = 60_000

/** Tenants with one active and one older key each, wrapped by `key`, and a token of each. */
async function sealedTenants(count: number, key: KeyEncryptionKey) {
  const dataKeys = memoryDataKeys()
  const vault = openVault({ keyEncryptionKey: key, dataKeys })
  const tokens: { tenant: string; token: string }[] = []
  for (let index = 0; index < count; index += 1) {
    const tenant = `tenant-${String(index).padStart(4, '0')}`
    await vault.load(tenant)
    tokens.push({ tenant, token: vault.seal({ ...place, tenant }, tenant) })
    await vault.rotate(tenant)
    tokens.push({ tenant, token: vault.seal({ ...place, tenant }, tenant) })
  }
  vault.close()
  const openAll = async (keyEncryptionKey: KeyEncryptionKey) => {
    const reader = openVault({ keyEncryptionKey, dataKeys })
    for (const { tenant, token } of tokens) {
      await reader.load(tenant)
      expect(reader.open({ ...place, tenant }, token)).toBe(tenant)
    }
  }
  return { dataKeys, openAll }
}

const left = async (dataKeys: DataKeyStore, key: KeyEncryptionKey) =>
  (await dataKeys.listWrappedByOthers(key.id, { limit: 1000 })).length

it('wraps the keys of every tenant anew, over several pages, after which the old key is needed no more', async () => {
  const [before, present] = [newKey(), newKey()]
  const { dataKeys, openAll } = await sealedTenants(150, before)
  const vault = openVault({ keyEncryptionKey: present, previousKeyEncryptionKeys: [before], dataKeys })
  const progress: RewrapResult[] = []
  expect(await vault.rewrap({ dryRun: true })).toEqual({ rewrapped: 300, failed: 0 })
  expect(await left(dataKeys, present)).toBe(300)
  expect(await vault.rewrap({ onProgress: (at) => progress.push(at) })).toEqual({ rewrapped: 300, failed: 0 })
  expect(progress).toEqual([
    { rewrapped: 200, failed: 0 },
    { rewrapped: 300, failed: 0 },
  ])
  expect(await left(dataKeys, present)).toBe(0)
  await openAll(present)
  expect(await vault.rewrap()).toEqual({ rewrapped: 0, failed: 0 })
})

it('goes on where a run before was stopped, and shares the work with runs at the same time', async () => {
  const [before, present] = [newKey(), newKey()]
  const { dataKeys, openAll } = await sealedTenants(150, before)
  const open = () => openVault({ keyEncryptionKey: present, previousKeyEncryptionKeys: [before], dataKeys })
  const stop = new AbortController()
  const stopped = open().rewrap({ signal: stop.signal, onProgress: () => stop.abort() })
  expect(await stopped.catch((error: Error) => error.name)).toBe('AbortError')
  expect(await left(dataKeys, present)).toBe(100)
  const results = await Promise.all([open().rewrap(), open().rewrap(), open().rewrap()])
  expect(results.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(100)
  await openAll(present)
})

it('ends with the failure of a key management service that goes away, and goes on in the next run', async () => {
  const before = newKey()
  const service = standInService()
  const { dataKeys, openAll } = await sealedTenants(20, before)
  const { clock, pass } = handClock()
  const vault = openVault({ keyEncryptionKey: service.key, previousKeyEncryptionKeys: [before], dataKeys, clock })
  let leftToGo = 15
  const slowly: DataKeyStore = {
    ...dataKeys,
    rewrap(record, expected) {
      leftToGo -= 1
      service.setAway(leftToGo <= 0)
      return dataKeys.rewrap(record, expected)
    },
  }
  const breaking = openVault({
    keyEncryptionKey: service.key,
    previousKeyEncryptionKeys: [before],
    dataKeys: slowly,
    clock,
  })
  expect(await codeOf(() => breaking.rewrap())).toBe('ERR_VAULT_KEY_SERVICE')
  const done = 40 - (await left(dataKeys, service.key))
  expect(done).toBeGreaterThanOrEqual(15)
  expect(done).toBeLessThan(40)
  service.setAway(false)
  pass(minuteMs)
  expect(await vault.rewrap()).toEqual({ rewrapped: 40 - done, failed: 0 })
  await openAll(service.key)
})

it('counts keys that nothing at hand opens, altered ones too, and wraps the others', async () => {
  const [before, present] = [newKey(), newKey()]
  const { dataKeys } = await sealedTenants(3, before)
  const stranger = openVault({ keyEncryptionKey: newKey(), dataKeys })
  await stranger.load('strange')
  const [first] = await dataKeys.list('tenant-0000')
  await dataKeys.rewrap({ ...first!, wrapped: `${first!.wrapped.slice(0, -4)}AAAA` }, first!.wrapped)
  const vault = openVault({ keyEncryptionKey: present, previousKeyEncryptionKeys: [before], dataKeys })
  expect(await vault.rewrap({ dryRun: true })).toEqual({ rewrapped: 6, failed: 1 })
  expect(await vault.rewrap()).toEqual({ rewrapped: 5, failed: 2 })
  expect(await vault.rewrap()).toEqual({ rewrapped: 0, failed: 2 })
})

it('unwraps by the key a row names and never by trying, and names the one that is missing', async () => {
  const [before, present] = [newKey(), newKey()]
  const asked: string[] = []
  const watched = (key: KeyEncryptionKey): KeyEncryptionKey => ({
    ...key,
    unwrap: (wrapped, context) => {
      asked.push(key.id)
      return key.unwrap(wrapped, context)
    },
  })
  const dataKeys = memoryDataKeys()
  const old = (await loadedVault({ keyEncryptionKey: before, dataKeys })).seal(place, 'old')
  const previousKeyEncryptionKeys = [watched(newKey()), watched(before), watched(newKey())]
  const vault = await loadedVault({ keyEncryptionKey: watched(present), previousKeyEncryptionKeys, dataKeys })
  expect(asked).toEqual([before.id])
  expect(vault.open(place, old)).toBe('old')
  // What is new is wrapped by the present key alone.
  await vault.rotate('one')
  const young = vault.seal(place, 'young')
  expect((await dataKeys.list('one')).map(({ wrappedBy }) => wrappedBy)).toEqual([before.id, present.id])

  const without = await loadedVault({ keyEncryptionKey: present, dataKeys })
  expect(without.open(place, young)).toBe('young')
  expect(() => without.open(place, old)).toThrow(
    expect.objectContaining({ code: 'ERR_VAULT_KEY_UNKNOWN', message: expect.stringContaining(before.id) }),
  )
  const lost = openVault({ keyEncryptionKey: newKey(), dataKeys })
  expect(await codeOf(() => lost.load('one'))).toBe('ERR_VAULT_KEY_UNKNOWN')
  expect((await dataKeys.list('one')).length).toBe(2)
})

it('looks for previous keys again when it meets one it does not know, at most once a minute', async () => {
  const { clock, pass } = handClock()
  const [before, present, next] = [newKey(), newKey(), newKey()]
  const dataKeys = memoryDataKeys()
  const found = [before]
  let looks = 0
  const vault = await loadedVault({
    keyEncryptionKey: present,
    previousKeyEncryptionKeys: async () => {
      looks += 1
      return found
    },
    dataKeys,
    clock,
  })
  expect(looks).toBe(0)
  const other = openVault({ keyEncryptionKey: next, previousKeyEncryptionKeys: [present], dataKeys, clock })
  await other.rotate('one')
  const token = other.seal(place, 'text')
  expect(await codeOf(() => vault.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
  expect(await codeOf(() => vault.load('one'))).toBe('ERR_VAULT_KEY_UNKNOWN')
  pass(minuteMs - 1)
  for (let count = 0; count < 3; count += 1) {
    expect(await codeOf(() => vault.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
    await vault.load('one')
  }
  expect(looks).toBe(1)
  found.push(next)
  pass(minuteMs)
  await vault.load('one')
  expect([looks, vault.open(place, token)]).toEqual([2, 'text'])
})

it('prints nothing of an id that a row makes up', async () => {
  const inner = memoryDataKeys()
  await loadedVault({ dataKeys: inner })
  const [record] = await inner.list('one')
  await inner.rewrap({ ...record!, wrappedBy: 'canary-40c2 \u001b[31m' }, record!.wrapped)
  const failure = await openVault({ keyEncryptionKey: newKey(), dataKeys: inner })
    .load('one')
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'ERR_VAULT_KEY_UNKNOWN' })
  expect(inspect(failure)).not.toContain('canary-40c2')
})
