import { setImmediate } from 'node:timers/promises'
import type { SecretPlace } from '@connform/core'
import { memoryDataKeys, openVault } from '@connform/vault'
import { expect, it } from 'vitest'
import { codeOf, countingReads, gate, handClock, loadedVault, newKey, place, standInService } from './support/vaults.ts'

const minuteMs = 60_000
const placeOf = (tenant: string): SecretPlace => ({ ...place, tenant })

it('seals under the new key within a minute of another process having rotated, with one query a minute', async () => {
  const { clock, pass } = handClock()
  const service = standInService()
  const { dataKeys, reads } = countingReads(memoryDataKeys())
  const options = { keyEncryptionKey: service.key, dataKeys, clock }
  const vault = await loadedVault(options)
  const other = await loadedVault(options)
  const keyId = await other.rotate('one')
  pass(minuteMs - 1)
  await vault.load('one')
  expect(vault.activeKeyId('one')).not.toBe(keyId)
  pass(1)
  const before = { reads: reads.count, calls: service.calls }
  for (let count = 0; count < 5; count += 1) await vault.load('one')
  expect(vault.keyIdOf(vault.seal(place, ''))).toBe(keyId)
  // The new key was unwrapped, the one in memory was not.
  expect([reads.count - before.reads, service.calls - before.calls]).toEqual([1, 1])
  pass(minuteMs)
  await vault.load('one')
  expect([reads.count - before.reads, service.calls - before.calls]).toEqual([2, 1])
})

it('reads the keys again after the clock was set back', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys, clock })
  const keyId = await (await loadedVault({ keyEncryptionKey, dataKeys, clock })).rotate('one')
  pass(-60 * minuteMs)
  await vault.load('one')
  expect(vault.activeKeyId('one')).toBe(keyId)
})

it('drops a key that was destroyed in the store at the next reading', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ dataKeys, clock })
  const token = vault.seal(place, 'text')
  await vault.rotate('one')
  expect(await dataKeys.removeUnused('one', vault.keyIdOf(token))).toBe(true)
  expect(vault.open(place, token)).toBe('text')
  pass(minuteMs)
  await vault.load('one')
  expect(await codeOf(() => vault.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
})

it('downgrade to old data key: never seals with a key that was set aside, whatever token it opened last', async () => {
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ dataKeys })
  const old = vault.seal(place, 'text')
  const keyId = await vault.rotate('one')
  for (let count = 0; count < 3; count += 1) {
    vault.open(place, old)
    expect(vault.keyIdOf(vault.seal(place, 'text'))).toBe(keyId)
    await vault.load('one')
  }
})

it('two processes roll at once: the keys of all of them open everywhere, and one of them seals', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vaults = await Promise.all([1, 2, 3, 4].map(() => loadedVault({ keyEncryptionKey, dataKeys, clock })))
  const ids = await Promise.all(vaults.map((vault) => vault.rotate('one')))
  const tokens = vaults.map((vault) => vault.seal(place, 'text'))
  const records = await dataKeys.list('one')
  expect(records.filter(({ state }) => state === 'active').length).toBe(1)
  expect(ids.every((id) => records.some(({ keyId }) => keyId === id))).toBe(true)
  pass(minuteMs)
  for (const vault of vaults) {
    await vault.load('one')
    for (const token of tokens) expect(vault.open(place, token)).toBe('text')
    expect(vault.activeKeyId('one')).toBe(records.find(({ state }) => state === 'active')?.keyId)
  }
})

it('looks for a key once more that was made while the store was being read', async () => {
  const inner = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const answer = gate()
  const { dataKeys, reads } = countingReads({
    ...inner,
    async list(tenant) {
      const records = await inner.list(tenant)
      if (reads.count === 2) await answer.passed
      return records
    },
  })
  const late = await loadedVault({ keyEncryptionKey, dataKeys })
  const forged = (await loadedVault()).seal(place, 'text')
  expect(await codeOf(() => late.open(place, forged))).toBe('ERR_VAULT_KEY_UNKNOWN')
  const first = late.load('one')
  await setImmediate()
  const quick = await loadedVault({ keyEncryptionKey, dataKeys: inner })
  await quick.rotate('one')
  const token = quick.seal(place, 'text')
  expect(await codeOf(() => late.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
  const second = late.load('one')
  answer.open()
  await Promise.all([first, second])
  expect(late.open(place, token)).toBe('text')
})

it('keeps one tenant from using up the looks for the keys of another', async () => {
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const late = await loadedVault({ keyEncryptionKey, dataKeys })
  await late.load('two')
  const quick = await loadedVault({ keyEncryptionKey, dataKeys })
  const keyId = await quick.rotate('one')
  const token = quick.seal(place, 'text')
  const header = { alg: 'dir', enc: 'A256GCM', kid: keyId, tid: 'two', cid: place.connection, fld: place.slot }
  const [, ...rest] = token.split('.')
  const forged = [Buffer.from(JSON.stringify(header)).toString('base64url'), ...rest].join('.')
  expect(await codeOf(() => late.open(placeOf('two'), forged))).toBe('ERR_VAULT_KEY_UNKNOWN')
  await late.load('two')
  expect(await codeOf(() => late.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
  await late.load('one')
  expect(late.open(place, token)).toBe('text')
})

it('forgets what a reading brings that began before the tenant was forgotten', async () => {
  const inner = memoryDataKeys()
  const answer = gate()
  const { dataKeys, reads } = countingReads({
    ...inner,
    async list(tenant) {
      const records = await inner.list(tenant)
      if (reads.count === 2) await answer.passed
      return records
    },
  })
  const keyEncryptionKey = newKey()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  const token = vault.seal(place, 'text')
  vault.forget('one')
  const loading = vault.load('one')
  await setImmediate()
  await (await loadedVault({ keyEncryptionKey, dataKeys: inner })).rotate('one')
  await inner.removeUnused('one', vault.keyIdOf(token))
  vault.forget('one')
  answer.open()
  await loading
  expect(await codeOf(() => vault.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
})

it('seals right after a load with room for one tenant and a thousand loading at once', async () => {
  const vault = openVault({ keyEncryptionKey: newKey(), dataKeys: memoryDataKeys(), maxTenants: 1 })
  const work = async (index: number) => {
    const here = placeOf(`tenant-${index}`)
    for (let round = 0; round < 3; round += 1) {
      await vault.load(here.tenant)
      // Callers have callers: some of them are a few promises or a turn of the event loop away.
      for (let hop = 0; hop < index % 5; hop += 1) await undefined
      if (index % 7 === 0) await setImmediate()
      expect(vault.open(here, vault.seal(here, here.tenant))).toBe(here.tenant)
    }
  }
  await Promise.all(Array.from({ length: 1000 }, (_, index) => work(index)))
})

it('drops the tenants used longest ago, keeps the one that is used, and loads the others again', async () => {
  const { clock, pass } = handClock()
  const { dataKeys, reads } = countingReads(memoryDataKeys())
  const limits = { keyringAgeMs: 1e9 }
  const vault = openVault({ keyEncryptionKey: newKey(), dataKeys, clock, limits, maxTenants: 3 })
  const tokens = new Map<string, string>()
  for (let index = 0; index < 12; index += 1) {
    const tenant = `tenant-${index}`
    await vault.load(tenant)
    tokens.set(tenant, vault.seal(placeOf(tenant), tenant))
    // Opening counts as a use, without a load.
    vault.open(placeOf('tenant-0'), tokens.get('tenant-0')!)
    pass(10_000)
  }
  const isLoaded = async (tenant: string) => (await codeOf(() => vault.activeKeyId(tenant))) === undefined
  const loaded = await Promise.all([...tokens.keys()].map(isLoaded))
  expect(loaded[0]).toBe(true)
  expect(loaded.at(-1)).toBe(true)
  expect(loaded.filter(Boolean).length).toBe(3)
  reads.count = 0
  for (const [tenant, token] of tokens) {
    await vault.load(tenant)
    expect(vault.open(placeOf(tenant), token)).toBe(tenant)
  }
  expect(reads.count).toBe(9)
})
