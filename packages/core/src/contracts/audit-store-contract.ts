import { auditHash } from '../audit/audit-hash.ts'
import type { AuditQuery, AuditRecord } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { auditEntry, connectionRecord, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

/** A chain of entries per tenant, written with what they are about. */
export function auditStoreContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  const sequences = async ({ audit }: StoreOfRecords, query: Partial<AuditQuery>) =>
    (await audit.list('one', { limit: 1000, ...query })).map(({ sequence }) => sequence)

  it(
    'chains the entries of a tenant, gives back every member, and says where the chain ends',
    withStore(async ({ audit }) => {
      expect(await audit.head('one')).toBe(undefined)
      expect(await audit.list('one', { limit: 10 })).toEqual([])
      const text = `'; drop table x; -- "\\ \n\t İstanbul 東京 🦜`
      const values = { [text]: [text, 1, null, { deep: '\u0000' }], 2: true, 1: -0.5 }
      const first = await audit.append(
        'one',
        auditEntry({ actor: text, before: null, after: values, fields: [text, ''] }),
      )
      const second = await audit.append('one', auditEntry({ subject: { kind: 'key', id: text }, after: null }))
      const other = await audit.append('two', auditEntry())
      expect([first.sequence, first.previousHash, first.tenant]).toEqual([1, '', 'one'])
      expect([second.sequence, second.previousHash]).toEqual([2, first.hash])
      expect([other.sequence, other.previousHash, other.tenant]).toEqual([1, '', 'two'])
      expect(await audit.list('one', { limit: 10 })).toEqual([first, second])
      expect(await audit.list('two', { limit: 10 })).toEqual([other])
      expect(await audit.head('one')).toEqual({ sequence: 2, hash: second.hash })
      for (const entry of [...(await audit.list('one', { limit: 10 })), other]) {
        expect(await auditHash(entry)).toBe(entry.hash)
      }
    }),
  )

  it(
    'keeps a hash that fits what it gives back, also for half a surrogate pair',
    withStore(async ({ audit }) => {
      const half = 'half \ud83e of a parrot'
      await audit.append(
        'one',
        auditEntry({ actor: half, subject: { kind: 'tenant', id: half }, fields: [half], after: { [half]: half } }),
      )
      const [entry] = await audit.list('one', { limit: 1 })
      expect(entry && (await auditHash(entry))).toBe(entry?.hash)
    }),
  )

  it(
    'gives each of many entries at once a place of its own in one chain',
    withStore(async (store) => {
      const appends = Array.from({ length: 30 }, (_, index) =>
        index % 2 === 0
          ? store.audit.append('one', auditEntry({ actor: `${index}` }))
          : store.connections.insert(connectionRecord({ id: `${index}` }), {
              audit: auditEntry({ actor: `${index}` }),
            }),
      )
      await Promise.all(appends)
      const entries = await store.audit.list('one', { limit: 1000 })
      expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
      await expectChain(entries)
    }),
  )

  it(
    'lists by subject, action, actor and time, from either end, in pages',
    withStore(async (store) => {
      const at = (second: number) => `2026-01-01T00:00:0${second}.000Z`
      await store.audit.append('one', auditEntry({ at: at(1) }))
      await store.audit.append('one', auditEntry({ at: at(2), actor: 'system' }))
      await store.audit.append('one', auditEntry({ at: at(3), subject: { kind: 'connection', id: 'b' } }))
      await store.audit.append('one', auditEntry({ at: at(4), action: 'key.rotated' }))
      await store.audit.append('two', auditEntry({ at: at(5) }))
      expect(await sequences(store, {})).toEqual([1, 2, 3, 4])
      expect(await sequences(store, { newestFirst: true })).toEqual([4, 3, 2, 1])
      expect(await sequences(store, { subject: 'b' })).toEqual([3])
      expect(await sequences(store, { action: 'key.rotated' })).toEqual([4])
      expect(await sequences(store, { actor: 'system' })).toEqual([2])
      expect(await sequences(store, { from: at(2), to: at(4) })).toEqual([2, 3])
      expect(await sequences(store, { limit: 2, after: 1 })).toEqual([2, 3])
      expect(await sequences(store, { limit: 2, after: 4, newestFirst: true })).toEqual([3, 2])
      expect(await sequences(store, { subject: 'a', newestFirst: true, after: 4, limit: 1 })).toEqual([2])
      for (const limit of [0, 1.5, 1001]) {
        expect(await failureCode(() => store.audit.list('one', { limit }))).toBe('ERR_OPTION_INVALID')
      }
    }),
  )

  it(
    'records a change in the transaction of it: both are there, or neither',
    withStore(async (store) => {
      const { connections, oauthClients } = store
      const audit = auditEntry()
      await connections.insert(connectionRecord(), { audit })
      await connections.update(connectionRecord({ revision: 2 }), 1, { audit })
      await oauthClients.insert(oauthClientRecord(), { audit })
      await oauthClients.update(oauthClientRecord({ revision: 2 }), 1, { audit })
      expect(await sequences(store, {})).toEqual([1, 2, 3, 4])
      const refused: readonly (() => Promise<unknown>)[] = [
        () => connections.insert(connectionRecord(), { audit }),
        () => connections.insert(connectionRecord({ id: 'b', keyId: 'gone' }), { audit }),
        () => connections.update(connectionRecord({ revision: 2 }), 1, { audit }),
        () => connections.remove('one', 'a', { expectedRevision: 1, audit }),
        () => oauthClients.insert(oauthClientRecord(), { audit }),
        () => oauthClients.update(oauthClientRecord({ revision: 2 }), 1, { audit }),
        // The entry itself cannot be stored.
        () => connections.insert(connectionRecord({ id: 'b' }), { audit: auditEntry({ actor: 'half\u0000an actor' }) }),
      ]
      for (const attempt of refused) expect((await failureCode(attempt)) === undefined).toBe(false)
      expect(await connections.remove('one', 'gone', { audit })).toBe(false)
      expect(await oauthClients.removeUnused('one', 'gone', { audit })).toBe(false)
      expect(await sequences(store, {})).toEqual([1, 2, 3, 4])
      expect(await connections.get('one', 'b')).toBe(undefined)
      expect(await connections.remove('one', 'a', { expectedRevision: 2, audit })).toBe(true)
      expect(await oauthClients.removeUnused('one', 'client', { audit })).toBe(true)
      expect(await sequences(store, {})).toEqual([1, 2, 3, 4, 5, 6])
      await expectChain(await store.audit.list('one', { limit: 10 }))
    }),
  )

  async function expectChain(entries: readonly AuditRecord[]): Promise<void> {
    for (const [index, entry] of entries.entries()) {
      expect(entry.previousHash).toBe(entries[index - 1]?.hash ?? '')
      expect(await auditHash(entry)).toBe(entry.hash)
    }
  }
}
