import type { AccessRecord, RedeemedLink } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { accessRecord, auditEntry } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const now = '2026-01-01T00:05:00.000Z'
const expiresAt = '2026-01-01T00:10:00.000Z'
const later = '2026-01-01T00:10:00.001Z'
const lasting = '2026-01-02T00:00:00.000Z'

const link = (changes: Partial<AccessRecord> = {}) =>
  accessRecord({ id: 'link', hash: 'link-hash', kind: 'login_link', name: '', prefix: '', expiresAt, ...changes })

const session = (changes: Partial<AccessRecord> = {}) =>
  accessRecord({ id: 'session', hash: 'session-hash', kind: 'session', name: '', prefix: '', expiresAt, ...changes })

const opened = auditEntry({ action: 'session.opened', subject: { kind: 'session', id: 'session' } })
const begun = (changes: Partial<AccessRecord> = {}): RedeemedLink => ({ session: session(changes), audit: opened })

/** What lets requests in: found by a hash, revoked for good, redeemed once. */
export function accessStoreContract(runner: ContractRunner, withEmptyStore: WithStore): void {
  keyContract(runner, withEmptyStore)
  sessionContract(runner, withEmptyStore)
}

const actionsOf = async ({ audit }: StoreOfRecords, tenant = 'one') =>
  (await audit.list(tenant, { limit: 10 })).map(({ action }) => action)

function keyContract({ it, expect }: ContractRunner, withEmptyStore: WithStore): void {
  it(
    'finds what was inserted by its hash, every member of it, of whatever tenant',
    withEmptyStore(async ({ access }) => {
      const text = `'; drop table access_passes; -- "\\ \n\t İstanbul 東京 🦜`
      const records = [
        accessRecord({
          tenant: text,
          id: text,
          name: text,
          createdBy: text,
          expiresAt,
          revokedAt: now,
          lastUsedAt: now,
        }),
        session({ tenant: 'two', reach: 'every_tenant', role: 'admin' }),
        link({ role: 'viewer' }),
      ]
      for (const record of records) await access.insert(record)
      for (const record of records) expect(await access.find(record.hash)).toEqual(record)
      for (const hash of ['', 'hash', 'HASH-1', 'hash-1 ', '%', 'a\u0000'])
        expect(await access.find(hash)).toBe(undefined)
    }),
  )

  it(
    'refuses an id of the tenant, and a hash of any tenant, that is taken; nothing is recorded then',
    withEmptyStore(async (store) => {
      const { access } = store
      const audit = auditEntry({ action: 'api_key.created' })
      await access.insert(accessRecord(), { audit })
      const taken = [
        accessRecord({ hash: 'another' }),
        accessRecord({ id: 'another' }),
        session({ tenant: 'two', hash: 'hash-1' }),
      ]
      for (const record of taken)
        expect(await failureCode(() => access.insert(record, { audit }))).toBe('ERR_STORE_CONFLICT')
      expect(await access.find('hash-1')).toEqual(accessRecord())
      await access.insert(accessRecord({ tenant: 'two', hash: 'another' }))
      expect(await actionsOf(store)).toEqual(['api_key.created'])
      expect(await actionsOf(store, 'two')).toEqual([])
    }),
  )

  it(
    'lists the API keys of one tenant, oldest first, whatever became of them, and nothing else',
    withEmptyStore(async ({ access }) => {
      const keys = [
        accessRecord({ id: 'b', hash: '1', createdAt: '2026-01-01T00:00:00.000Z', revokedAt: now }),
        accessRecord({ id: 'c', hash: '2', createdAt: '2026-01-01T00:00:00.000Z', expiresAt: now }),
        accessRecord({ id: 'a', hash: '3', createdAt: '2026-01-03T00:00:00.000Z' }),
      ]
      for (const key of keys.toReversed()) await access.insert(key)
      for (const record of [session(), link(), accessRecord({ tenant: 'two', hash: '4' })]) await access.insert(record)
      expect(await access.listKeys('one')).toEqual(keys)
      expect((await access.listKeys('two')).map(({ hash }) => hash)).toEqual(['4'])
      expect(await access.listKeys('three')).toEqual([])
    }),
  )

  it(
    'revokes an API key of its tenant once, and records it once, however many do so at once',
    withEmptyStore(async (store) => {
      const { access } = store
      const audit = auditEntry({ action: 'api_key.revoked' })
      await access.insert(accessRecord())
      const revoked = accessRecord({ revokedAt: now })
      const attempts = Array.from({ length: 10 }, () => access.revokeKey('one', 'access', { revokedAt: now, audit }))
      expect(await Promise.all(attempts)).toEqual(Array(10).fill(revoked))
      expect(await access.revokeKey('one', 'access', { revokedAt: later, audit })).toEqual(revoked)
      expect(await access.find('hash-1')).toEqual(revoked)
      expect(await actionsOf(store)).toEqual(['api_key.revoked'])
    }),
  )

  it(
    'revokes no API key of another tenant, and nothing that is no API key',
    withEmptyStore(async (store) => {
      const { access } = store
      const audit = auditEntry({ action: 'api_key.revoked' })
      const records = [accessRecord(), session(), link()]
      for (const record of records) await access.insert(record)
      for (const [tenant, id] of [
        ['two', 'access'],
        ['one', 'session'],
        ['one', 'link'],
        ['one', 'Access'],
      ] as const) {
        expect(await access.revokeKey(tenant, id, { revokedAt: now, audit })).toBe(undefined)
      }
      for (const record of records) expect(await access.find(record.hash)).toEqual(record)
      expect([...(await actionsOf(store)), ...(await actionsOf(store, 'two'))]).toEqual([])
    }),
  )

  it(
    'notes when it was last used, and neither too often nor backwards',
    withEmptyStore(async ({ access }) => {
      await access.insert(accessRecord())
      await access.insert(accessRecord({ tenant: 'two', hash: 'two' }))
      const use = async (at: string, unless: string) => {
        await access.noteUse(accessRecord(), { at, unless })
        return (await access.find('hash-1'))?.lastUsedAt
      }
      expect(await use('2026-01-01T00:01:00.000Z', '2026-01-01T00:00:00.000Z')).toBe('2026-01-01T00:01:00.000Z')
      expect(await use('2026-01-01T00:02:00.000Z', '2026-01-01T00:01:00.000Z')).toBe('2026-01-01T00:01:00.000Z')
      expect(await use('2026-01-01T00:02:00.001Z', '2026-01-01T00:01:00.001Z')).toBe('2026-01-01T00:02:00.001Z')
      expect(await use('2026-01-01T00:01:00.000Z', '2026-01-01T00:00:00.000Z')).toBe('2026-01-01T00:02:00.001Z')
      expect((await access.find('two'))?.lastUsedAt).toBe(null)
    }),
  )
}

function sessionContract({ it, expect }: ContractRunner, withEmptyStore: WithStore): void {
  it(
    'puts a session in the place of a login link, for exactly one of many who redeem it at once',
    withEmptyStore(async (store) => {
      const { access } = store
      await access.insert(link({ tenant: 'two' }))
      const attempts = Array.from({ length: 20 }, (_, index) =>
        access.redeem('link-hash', now, ({ tenant }) => begun({ tenant, id: `${index}`, hash: `session-${index}` })),
      )
      const redeemed = (await Promise.all(attempts)).filter((found) => found !== undefined)
      expect(redeemed.length).toBe(1)
      expect(redeemed[0]?.tenant).toBe('two')
      expect(await access.find(redeemed[0]?.hash ?? '')).toEqual(redeemed[0])
      const others = Array.from({ length: 20 }, (_, index) => access.find(`session-${index}`))
      expect((await Promise.all(others)).filter((found) => found !== undefined).length).toBe(1)
      expect(await access.find('link-hash')).toBe(undefined)
      expect(await access.redeem('link-hash', now, () => begun())).toBe(undefined)
      expect(await actionsOf(store, 'two')).toEqual(['session.opened'])
    }),
  )

  it(
    'redeems a login link to the last moment before it expires, and nothing that is no login link',
    withEmptyStore(async (store) => {
      const { access } = store
      await access.insert(link())
      await access.insert(link({ id: 'late', hash: 'late' }))
      await access.insert(accessRecord())
      await access.insert(session({ id: 'other', hash: 'other', expiresAt: lasting }))
      for (const hash of ['', 'unknown', 'hash-1', 'other', 'LINK-HASH']) {
        expect(await access.redeem(hash, now, () => begun())).toBe(undefined)
      }
      expect(await access.redeem('link-hash', expiresAt, () => begun({ expiresAt: lasting }))).toEqual(
        session({ expiresAt: lasting }),
      )
      expect(await access.redeem('late', later, () => begun({ id: 'x', hash: 'x' }))).toBe(undefined)
      expect((await access.find('other'))?.kind).toBe('session')
      expect(await actionsOf(store)).toEqual(['session.opened'])
    }),
  )

  it(
    'keeps the login link where the session cannot be stored',
    withEmptyStore(async (store) => {
      const { access } = store
      await access.insert(link())
      await access.insert(accessRecord())
      const taken = () => access.redeem('link-hash', now, () => begun({ hash: 'hash-1' }))
      expect(await failureCode(taken)).toBe('ERR_STORE_CONFLICT')
      expect(await access.find('link-hash')).toEqual(link())
      expect(await actionsOf(store)).toEqual([])
    }),
  )

  it(
    'ends a session once, and nothing that is no session',
    withEmptyStore(async (store) => {
      const { access } = store
      for (const record of [session({ tenant: 'two' }), accessRecord(), link()]) await access.insert(record)
      const describe = ({ id }: AccessRecord) =>
        auditEntry({ action: 'session.ended', subject: { kind: 'session', id } })
      for (const hash of ['', 'hash-1', 'link-hash']) expect(await access.endSession(hash, describe)).toBe(false)
      expect(await access.endSession('session-hash', describe)).toBe(true)
      expect(await access.endSession('session-hash', describe)).toBe(false)
      expect(await access.find('session-hash')).toBe(undefined)
      expect((await access.find('hash-1'))?.kind).toBe('api_key')
      expect((await access.find('link-hash'))?.kind).toBe('login_link')
      expect(await actionsOf(store, 'two')).toEqual(['session.ended'])
      expect(await actionsOf(store)).toEqual([])
    }),
  )

  it(
    'clears away expired sessions and login links of every tenant, and keeps every API key',
    withEmptyStore(async ({ access }) => {
      await access.insert(accessRecord({ expiresAt }))
      await access.insert(session({ tenant: 'two' }))
      await access.insert(link())
      await access.insert(session({ id: 'lasting', hash: 'lasting', expiresAt: lasting }))
      expect(await access.clear(expiresAt)).toBe(0)
      expect(await access.clear(later)).toBe(2)
      expect(await access.clear(later)).toBe(0)
      for (const hash of ['session-hash', 'link-hash']) expect(await access.find(hash)).toBe(undefined)
      for (const hash of ['hash-1', 'lasting']) expect((await access.find(hash))?.hash).toBe(hash)
    }),
  )

  it(
    'clears away what has expired whenever a login link is redeemed, known or not',
    withEmptyStore(async ({ access }) => {
      await access.insert(session({ tenant: 'two' }))
      expect(await access.redeem('unknown', later, () => begun())).toBe(undefined)
      expect(await access.find('session-hash')).toBe(undefined)
    }),
  )
}
