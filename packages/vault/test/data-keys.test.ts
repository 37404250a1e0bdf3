import type { DataKeyRecord, DataKeyStore } from '@connform/core'
import { type KeyEncryptionKey, memoryDataKeys, openVault } from '@connform/vault'
import { expect, it } from 'vitest'
import { codeOf, edited, handClock, loadedVault, newKey, place } from './support/vaults.ts'

const dayMs = 24 * 60 * 60 * 1000

it('agrees on one key when many vaults start at once on one store', async () => {
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vaults = Array.from({ length: 8 }, () => openVault({ keyEncryptionKey, dataKeys }))
  await Promise.all(vaults.map((vault) => vault.load('one')))
  const tokens = vaults.map((vault) => vault.seal(place, 'text'))
  expect(new Set(tokens.map((token) => vaults[0]!.keyIdOf(token))).size).toBe(1)
  for (const vault of vaults) for (const token of tokens) expect(vault.open(place, token)).toBe('text')
  expect(await dataKeys.list('one')).toMatchObject([{ state: 'active', uses: 8 * 2 ** 20 }])
})

it('opens after a restart what was sealed before', async () => {
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const before = await loadedVault({ keyEncryptionKey, dataKeys })
  const token = before.seal(place, 'text')
  before.close()
  expect((await loadedVault({ keyEncryptionKey, dataKeys })).open(place, token)).toBe('text')
})

it('asks the store for nothing while nothing is due', async () => {
  const inner = memoryDataKeys()
  let calls = 0
  const dataKeys: DataKeyStore = {
    ...inner,
    list: (tenant) => {
      calls += 1
      return inner.list(tenant)
    },
  }
  const vault = openVault({ keyEncryptionKey: newKey(), dataKeys })
  await Promise.all([vault.load('one'), vault.load('one'), vault.load('one')])
  await vault.load('one')
  expect(calls).toBe(1)
})

it('makes the next key after 30 days, and goes on opening with the old one', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys, clock })
  const old = vault.seal(place, 'old')
  pass(30 * dayMs - 1)
  await vault.load('one')
  expect(vault.keyIdOf(vault.seal(place, ''))).toBe(vault.keyIdOf(old))
  pass(1)
  await vault.load('one')
  const young = vault.seal(place, 'young')
  expect(vault.keyIdOf(young)).not.toBe(vault.keyIdOf(old))
  expect([vault.open(place, old), vault.open(place, young)]).toEqual(['old', 'young'])
  expect((await dataKeys.list('one')).map(({ state }) => state)).toEqual(['retired', 'active'])
  const later = await loadedVault({ keyEncryptionKey, dataKeys, clock })
  expect([later.open(place, old), later.open(place, young)]).toEqual(['old', 'young'])
  // The place holds under a key that is no longer the active one, too.
  expect(await codeOf(() => later.open({ ...place, slot: 'other' }, old))).toBe('ERR_VAULT_OPEN')
})

it('counts every seal before it is made, makes the next key in time, and never passes a limit', async () => {
  const dataKeys = memoryDataKeys()
  const limits = { sealsPerLease: 8, sealsPerKey: 24, keyAgeMs: dayMs }
  const keyEncryptionKey = newKey()
  const vaults = [1, 2, 3].map(() => openVault({ keyEncryptionKey, dataKeys, limits }))
  const seals = new Map<string, number>()
  for (let round = 0; round < 50; round += 1) {
    for (const vault of vaults) {
      await vault.load('one')
      const keyId = vault.keyIdOf(vault.seal(place, 'text'))
      seals.set(keyId, (seals.get(keyId) ?? 0) + 1)
    }
  }
  const records = await dataKeys.list('one')
  expect(records.length).toBeGreaterThan(5)
  for (const { keyId, uses } of records) {
    expect(uses).toBeLessThanOrEqual(24)
    expect(seals.get(keyId) ?? 0).toBeLessThanOrEqual(uses)
  }
})

it('stops when a lease is used up without a load in between, and goes on after one', async () => {
  const vault = await loadedVault({ limits: { sealsPerLease: 4 } })
  for (let count = 0; count < 4; count += 1) vault.seal(place, 'text')
  expect(await codeOf(() => vault.seal(place, 'text'))).toBe('ERR_VAULT_KEY_SPENT')
  await vault.load('one')
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
})

it('goes on with the key at hand while no new one can be wrapped, up to 2^32 seals and not one more', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const local = newKey()
  let isAway = false
  const keyEncryptionKey: KeyEncryptionKey = {
    ...local,
    wrap: (bytes, context) => (isAway ? Promise.reject(new Error('away')) : local.wrap(bytes, context)),
  }
  const limits = { sealsPerLease: 4, sealsPerKey: 8 }
  const vault = await loadedVault({ keyEncryptionKey, dataKeys, limits, clock })
  const keyId = vault.keyIdOf(vault.seal(place, 'text'))
  isAway = true
  for (let count = 0; count < 20; count += 1) {
    await vault.load('one')
    expect(vault.keyIdOf(vault.seal(place, 'text'))).toBe(keyId)
  }
  const [record] = await dataKeys.list('one')
  await dataKeys.lease('one', keyId, 2 ** 32 - record!.uses, 2 ** 32)
  const codes: unknown[] = []
  for (let count = 0; count < 8; count += 1) {
    codes.push(await codeOf(() => vault.load('one')), await codeOf(() => vault.seal(place, 'text')))
  }
  expect(codes.slice(-2)).toEqual(['ERR_VAULT_KEY_SPENT', 'ERR_VAULT_KEY_SPENT'])
  isAway = false
  pass(60_000)
  await vault.load('one')
  expect(vault.keyIdOf(vault.seal(place, 'text'))).not.toBe(keyId)
})

it('takes over the key of another vault that was faster', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vaults = await Promise.all([1, 2, 3, 4].map(() => loadedVault({ keyEncryptionKey, dataKeys, clock })))
  pass(31 * dayMs)
  await Promise.all(vaults.map((vault) => vault.load('one')))
  expect(new Set(vaults.map((vault) => vault.keyIdOf(vault.seal(place, '')))).size).toBe(1)
  expect((await dataKeys.list('one')).map(({ state }) => state)).toEqual(['retired', 'active'])
})

it('finds the key of another vault at the load after a token named it, and asks for a forged one once a minute', async () => {
  const { clock, pass } = handClock()
  const inner = memoryDataKeys()
  let lists = 0
  const dataKeys: DataKeyStore = {
    ...inner,
    list: (tenant) => {
      lists += 1
      return inner.list(tenant)
    },
  }
  const keyEncryptionKey = newKey()
  const late = await loadedVault({ keyEncryptionKey, dataKeys, clock, limits: { keyringAgeMs: 9 * dayMs } })
  const quick = await loadedVault({ keyEncryptionKey, dataKeys, clock, limits: { keyAgeMs: dayMs } })
  pass(dayMs)
  await quick.load('one')
  const token = quick.seal(place, 'text')
  await late.load('one')
  expect(await codeOf(() => late.open(place, token))).toBe('ERR_VAULT_KEY_UNKNOWN')
  await late.load('one')
  expect(late.open(place, token)).toBe('text')

  const stranger = (await loadedVault()).seal(place, 'text')
  lists = 0
  for (let count = 0; count < 10; count += 1) {
    expect(await codeOf(() => late.open(place, stranger))).toBe('ERR_VAULT_KEY_UNKNOWN')
    await late.load('one')
  }
  expect(lists).toBe(1)
  pass(60_000)
  expect(await codeOf(() => late.open(place, stranger))).toBe('ERR_VAULT_KEY_UNKNOWN')
  await late.load('one')
  expect(lists).toBe(2)
})

it('does not load keys that another key-encryption key wrapped', async () => {
  const dataKeys = memoryDataKeys()
  await loadedVault({ dataKeys })
  expect(await codeOf(() => loadedVault({ dataKeys }))).toBe('ERR_VAULT_KEY_UNKNOWN')
})

it('does not load wrapped keys that were swapped between rows, tenants or altered', async () => {
  const { clock, pass } = handClock()
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys, clock })
  pass(31 * dayMs)
  await vault.load('one')
  await vault.load('two')
  const [foreign] = await dataKeys.list('two')
  const changes: ((records: DataKeyRecord[]) => DataKeyRecord[])[] = [
    ([a, b]) => [
      { ...a!, wrapped: b!.wrapped },
      { ...b!, wrapped: a!.wrapped },
    ],
    ([a, b]) => [
      { ...a!, keyId: b!.keyId },
      { ...b!, keyId: a!.keyId },
    ],
    ([a, b]) => [a!, { ...foreign!, tenant: 'one' }, { ...b!, state: 'retired' }],
    ([a, b]) => [a!, { ...b!, wrapped: foreign!.wrapped }],
    ([a, b]) => [a!, { ...b!, wrapped: `${b!.wrapped.slice(0, -4)}AAAA` }],
    ([a, b]) => [a!, { ...b!, wrapped: '' }],
  ]
  for (const change of changes) {
    const attempt = () => loadedVault({ keyEncryptionKey, dataKeys: edited(dataKeys, change), clock })
    expect(await codeOf(attempt)).toBe('ERR_VAULT_OPEN')
  }
})

it('refuses a key-encryption key that is not 32 bytes, and limits and pools that make no sense', async () => {
  const { keyFromBytes } = await import('@connform/vault')
  for (const key of [
    new Uint8Array(31),
    new Uint8Array(33),
    '',
    'A'.repeat(42),
    'A'.repeat(44),
    `${'A'.repeat(42)}B`,
    7,
  ]) {
    expect(await codeOf(() => keyFromBytes(key as never))).toBe('ERR_OPTION_INVALID')
  }
  expect(keyFromBytes(new Uint8Array(32)).id).toBe(keyFromBytes('A'.repeat(43)).id)
  const options = [
    { ivPool: -1 },
    { ivPool: 1.5 },
    { ivPool: 1e9 },
    { limits: { sealsPerLease: 0 } },
    { limits: { sealsPerLease: 9, sealsPerKey: 8 } },
    { limits: { sealsPerKey: 2 ** 32 + 1 } },
    { limits: { keyAgeMs: Number.NaN } },
    { limits: { keyringAgeMs: 0 } },
    { maxTenants: 0 },
    { maxTenants: 1.5 },
  ]
  for (const option of options) expect(await codeOf(() => loadedVault(option))).toBe('ERR_OPTION_INVALID')
})
