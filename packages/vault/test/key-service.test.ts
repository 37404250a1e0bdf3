import { inspect } from 'node:util'
import type { DataKeyRecord } from '@connform/core'
import { type KeyEncryptionKey, memoryDataKeys, openVault } from '@connform/vault'
import { expect, it } from 'vitest'
import {
  codeOf,
  countingReads,
  edited,
  gate,
  handClock,
  loadedVault,
  newKey,
  place,
  standInService,
  wrappingContext,
} from './support/vaults.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

it('KMS down: keys in memory go on sealing and opening, and a load that is only due for a look succeeds', async () => {
  const { clock, pass } = handClock()
  const service = standInService()
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey: service.key, dataKeys, clock })
  const token = vault.seal(place, 'text')
  service.setAway(true)
  const calls = service.calls
  for (let minute = 0; minute < 5; minute += 1) {
    pass(minuteMs)
    await vault.load('one')
    expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
    expect(vault.open(place, token)).toBe('text')
  }
  expect(service.calls).toBe(calls)
  // A key that is due for its successor seals on.
  pass(31 * dayMs)
  await vault.load('one')
  expect(vault.keyIdOf(vault.seal(place, 'text'))).toBe(vault.keyIdOf(token))
})

it('KMS down: the key in memory seals on while the new key of another process cannot be unwrapped', async () => {
  const { clock, pass } = handClock()
  const local = newKey()
  const service = standInService(local)
  const dataKeys = memoryDataKeys()
  const limits = { sealsPerLease: 8 }
  const vault = await loadedVault({ keyEncryptionKey: service.key, dataKeys, clock, limits })
  const other = await loadedVault({ keyEncryptionKey: local, dataKeys, clock })
  const keyId = await other.rotate('one')
  const theirs = other.seal(place, 'text')
  service.setAway(true)
  pass(minuteMs)
  await vault.load('one')
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
  expect(vault.activeKeyId('one')).not.toBe(keyId)
  expect(await codeOf(() => vault.open(place, theirs))).toBe('ERR_VAULT_KEY_SERVICE')
  // A key set aside is leased no more: when its lease is used up, there is nothing to seal with.
  while ((await codeOf(() => vault.seal(place, ''))) === undefined);
  expect(await codeOf(() => vault.load('one'))).toBe('ERR_VAULT_KEY_SERVICE')
  expect(await codeOf(() => vault.seal(place, ''))).toBe('ERR_VAULT_KEY_SPENT')
  service.setAway(false)
  pass(minuteMs)
  await vault.load('one')
  expect([vault.activeKeyId('one'), vault.open(place, theirs)]).toEqual([keyId, 'text'])
})

it('KMS down: a rotation that fails leaves the key in memory at work', async () => {
  const { clock, pass } = handClock()
  const service = standInService()
  const vault = await loadedVault({ keyEncryptionKey: service.key, clock })
  const keyId = vault.activeKeyId('one')
  service.setAway(true)
  for (let count = 0; count < 8; count += 1) {
    expect(await codeOf(() => vault.rotate('one'))).toBe('ERR_VAULT_KEY_SERVICE')
  }
  pass(minuteMs)
  await vault.load('one')
  expect(vault.keyIdOf(vault.seal(place, 'text'))).toBe(keyId)
})

it('KMS down: the first load of a tenant fails as the service does, makes no key, and leaves nothing in clear', async () => {
  const { clock, pass } = handClock()
  const service = standInService()
  const dataKeys = memoryDataKeys()
  service.setAway(true)
  const vault = openVault({ keyEncryptionKey: service.key, dataKeys, clock })
  expect(await codeOf(() => vault.load('one'))).toBe('ERR_VAULT_KEY_SERVICE')
  expect(await codeOf(() => vault.rotate('one'))).toBe('ERR_VAULT_KEY_SERVICE')
  expect(await codeOf(() => vault.seal(place, 'text'))).toBe('ERR_VAULT_NOT_LOADED')
  expect(await dataKeys.list('one')).toEqual([])
  service.setAway(false)
  pass(minuteMs)
  await vault.load('one')
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
})

it('KMS down: asks for one tenant less and less often, and for many tenants about once a second', async () => {
  const { clock, pass } = handClock()
  const service = standInService()
  service.setAway(true)
  const vault = openVault({ keyEncryptionKey: service.key, dataKeys: memoryDataKeys(), clock })
  const attempt = (tenant: string) => codeOf(() => vault.load(tenant))
  for (let count = 0; count < 100; count += 1) expect(await attempt('one')).toBe('ERR_VAULT_KEY_SERVICE')
  expect(service.calls).toBe(1)
  for (let second = 0; second < 600; second += 1) {
    pass(1000)
    expect(await attempt('one')).toBe('ERR_VAULT_KEY_SERVICE')
  }
  // 1, 2, 4 … 32 seconds, then once a minute.
  expect(service.calls).toBeLessThanOrEqual(17)
  service.calls = 0
  const tenants = Array.from({ length: 500 }, (_, index) => `tenant-${index}`)
  for (const tenant of tenants) expect(await attempt(tenant)).toBe('ERR_VAULT_KEY_SERVICE')
  expect(service.calls).toBeLessThanOrEqual(10)
  service.setAway(false)
  pass(minuteMs)
  for (const tenant of tenants) expect(await attempt(tenant)).toBe(undefined)
})

it('KMS slow: other tenants load, and keys in memory seal and open, while one tenant waits for it', async () => {
  const service = standInService()
  const vault = await loadedVault({ keyEncryptionKey: service.key })
  const answer = gate()
  service.slow = answer.passed
  const loads = [vault.load('two'), vault.load('two'), vault.rotate('one')]
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
  await vault.load('one')
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
  answer.open()
  await Promise.all(loads)
  expect(vault.open(place, vault.seal(place, 'text'))).toBe('text')
})

it('KMS slow: many loads of one tenant ask it once', async () => {
  const service = standInService()
  const answer = gate()
  service.slow = answer.passed
  const vault = openVault({ keyEncryptionKey: service.key, dataKeys: memoryDataKeys() })
  const loads = Array.from({ length: 50 }, () => vault.load('one'))
  answer.open()
  await Promise.all(loads)
  expect(service.calls).toBe(1)
})

it('KMS with the wrong context: gets tenant and key id, refuses a blob moved to another row, and is not asked again at once', async () => {
  const { key, contexts } = wrappingContext()
  const { clock } = handClock()
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey: key, dataKeys, clock })
  await vault.load('two')
  const token = vault.seal(place, 'text')
  expect(contexts).toEqual([
    { tenant: 'one', keyId: vault.activeKeyId('one') },
    { tenant: 'two', keyId: vault.activeKeyId('two') },
  ])
  const [foreign] = await dataKeys.list('two')
  const moved = edited(dataKeys, (records) => records.map((record) => ({ ...record, wrapped: foreign!.wrapped })))
  const misled = openVault({ keyEncryptionKey: key, dataKeys: moved, clock })
  for (let count = 0; count < 20; count += 1) expect(await codeOf(() => misled.load('one'))).toBe('ERR_VAULT_OPEN')
  expect(contexts.length).toBe(3)
  expect((await loadedVault({ keyEncryptionKey: key, dataKeys, clock })).open(place, token)).toBe('text')
})

it('forged key ids of any number cost the key management service nothing', async () => {
  const service = standInService()
  const { dataKeys, reads } = countingReads(memoryDataKeys())
  const vault = await loadedVault({ keyEncryptionKey: service.key, dataKeys })
  const calls = service.calls
  const strangers = await Promise.all(Array.from({ length: 20 }, () => loadedVault()))
  for (const stranger of strangers) {
    const forged = stranger.seal(place, 'text')
    for (let count = 0; count < 3; count += 1) {
      expect(await codeOf(() => vault.open(place, forged))).toBe('ERR_VAULT_KEY_UNKNOWN')
      await vault.load('one')
    }
  }
  expect(service.calls).toBe(calls)
  expect(reads.count).toBe(21)
})

it('fails what an older key sealed, and nothing else, while that key cannot be unwrapped', async () => {
  const { clock, pass } = handClock()
  const local = newKey()
  const dataKeys = memoryDataKeys()
  const vault = await loadedVault({ keyEncryptionKey: local, dataKeys, clock })
  const old = vault.seal(place, 'old')
  await vault.rotate('one')
  const young = vault.seal(place, 'young')
  let isAway = true
  const keyEncryptionKey: KeyEncryptionKey = {
    ...local,
    async unwrap(wrapped, context) {
      if (isAway && context.keyId === vault.keyIdOf(old)) throw new RangeError('canary-3a0b of a library')
      return local.unwrap(wrapped, context)
    },
  }
  const later = await loadedVault({ keyEncryptionKey, dataKeys, clock })
  expect(later.open(place, young)).toBe('young')
  expect(await codeOf(() => later.open({ ...place, slot: 'other' }, old))).toBe('ERR_VAULT_OPEN')
  try {
    later.open(place, old)
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
    expect(inspect(error, { showHidden: true })).not.toContain('canary-3a0b')
  }
  isAway = false
  pass(minuteMs)
  await later.load('one')
  expect(later.open(place, old)).toBe('old')
})

it('kid not the key: two wrapped data keys swapped in the table never open a token, be they active or set aside', async () => {
  const dataKeys = memoryDataKeys()
  const keyEncryptionKey = newKey()
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  const tokens = [vault.seal(place, '0')]
  for (let count = 1; count < 3; count += 1) {
    await vault.rotate('one')
    tokens.push(vault.seal(place, String(count)))
  }
  const swap = (a: number, b: number) => (records: DataKeyRecord[]) =>
    records.map((record, index) => ({
      ...record,
      wrapped: records[index === a ? b : index === b ? a : index]!.wrapped,
    }))
  const misled = await loadedVault({ keyEncryptionKey, dataKeys: edited(dataKeys, swap(0, 1)) })
  expect(await codeOf(() => misled.open(place, tokens[0]!))).toBe('ERR_VAULT_OPEN')
  expect(await codeOf(() => misled.open(place, tokens[1]!))).toBe('ERR_VAULT_OPEN')
  expect(misled.open(place, tokens[2]!)).toBe('2')
  const attempt = () => loadedVault({ keyEncryptionKey, dataKeys: edited(dataKeys, swap(1, 2)) })
  expect(await codeOf(attempt)).toBe('ERR_VAULT_OPEN')
})

it('says in words of its own that a key failed to wrap, whose error may hold the data key', async () => {
  const local = newKey()
  const dataKeys = memoryDataKeys()
  await loadedVault({ keyEncryptionKey: local, dataKeys })
  const seen: unknown[] = []
  const keyEncryptionKey: KeyEncryptionKey = {
    ...newKey(),
    wrap: async (dataKey) => {
      const key = Buffer.from(dataKey).toString('base64url')
      seen.push(key)
      throw Object.assign(new RangeError(`canary-52d1 of a library: ${key}`), { request: { key } })
    },
  }
  const vault = openVault({ keyEncryptionKey, previousKeyEncryptionKeys: [local], dataKeys })
  for (const attempt of [() => vault.load('two'), () => vault.rotate('two'), () => vault.rewrap()]) {
    const error = await attempt().catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: 'ERR_VAULT_KEY_SERVICE' })
    const shown = inspect(error, { showHidden: true, depth: 9 })
    for (const secret of ['canary-52d1', ...seen]) expect(shown).not.toContain(secret)
  }
  expect(seen).toHaveLength(3)
})
