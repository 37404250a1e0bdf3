import type { ConnectionRecord, ConnectionStatus, ConnectionStore, ConnectionSummary, TestResult } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, grantRecord, insertDataKeys } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords } from './store-of-records.ts'

type WithConnections = (
  body: (connections: ConnectionStore, store: StoreOfRecords) => Promise<void>,
) => () => Promise<void>

const tested: TestResult = {
  ok: false,
  cause: 'missing_scope',
  message: 'One scope is missing.',
  hints: ['Add it.'],
  httpStatus: 403,
  scopes: { granted: ['a'], missing: ['b'], unknown: [] },
  account: { name: 'Straße “7”', id: 7, live: true },
  durationMs: 12.5,
  testedAt: '2026-01-02T00:00:00.000Z',
}

/** One connection at a time: insert, get, update, remove. */
export function connectionStoreContract({ it, expect }: ContractRunner, withConnections: WithConnections): void {
  it(
    'gives back what was inserted, every member of it',
    withConnections(async (connections) => {
      const values = { list: ['x', 1, true, null], deep: { text: '' } }
      const full = connectionRecord({ lastTest: tested, values, grant: grantRecord() })
      const bare = connectionRecord({ id: 'b', values: {}, secretFields: {}, sealed: null, keyId: null })
      await connections.insert(full)
      await connections.insert(bare)
      expect(await connections.get('one', 'a')).toEqual(full)
      expect(await connections.get('one', 'b')).toEqual(bare)
    }),
  )

  it(
    'gives back a summary without anything that is sealed, of removed ones too',
    withConnections(async (connections) => {
      const full = connectionRecord({ lastTest: tested, grant: grantRecord() })
      const bare = connectionRecord({ id: 'b', secretFields: {}, sealed: null, keyId: null })
      const removed = connectionRecord({ id: 'c', removedAt: '2026-01-03T00:00:00.000Z' })
      for (const record of [full, bare, removed]) {
        await connections.insert(record)
        expect(await connections.getSummary('one', record.id)).toEqual(summaryOf(record))
      }
      expect(await connections.getSummary('one', 'd')).toBe(undefined)
      expect(await connections.getSummary('two', 'a')).toBe(undefined)
      const edited = connectionRecord({ name: 'Edited', revision: 2 })
      await connections.update(edited, 1)
      expect(await connections.getSummary('one', 'a')).toEqual(summaryOf(edited))
    }),
  )

  it(
    'keeps texts as they are: quotes, line breaks, any script, and U+0000 inside of values',
    withConnections(async (connections, { dataKeys }) => {
      const text = `'; drop table connections; -- "\\ \n\t İstanbul 東京 🦜 \u{1f468}\u200d\u{1f469}`
      const values = { [text]: text, '\u0000a': 'b\u0000' }
      const record = connectionRecord({ name: text, values, tenant: text, id: text, searchTerms: [text] })
      await insertDataKeys(dataKeys, text)
      await connections.insert(record)
      expect(await connections.get(text, text)).toEqual(record)
      expect((await connections.list(text, { limit: 1, search: text })).connections).toEqual([summaryOf(record)])
    }),
  )

  it(
    'refuses a name with U+0000, which some databases cut there, rather than keep half of it',
    withConnections(async (connections) => {
      const insert = () => connections.insert(connectionRecord({ name: 'half\u0000a name' }))
      expect(await failureCode(insert)).toBe('ERR_STORE')
      expect(await connections.get('one', 'a')).toBe(undefined)
      expect(await connections.get('one', 'a\u0000b')).toBe(undefined)
    }),
  )

  it(
    'refuses an id that is taken and keeps what is there',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      const again = () => connections.insert(connectionRecord({ name: 'Another' }))
      expect(await failureCode(again)).toBe('ERR_STORE_CONFLICT')
      expect((await connections.get('one', 'a'))?.name).toBe('Example')
    }),
  )

  it(
    'keeps tenants apart',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.insert(connectionRecord({ tenant: 'two', name: 'Of two' }))
      expect((await connections.get('two', 'a'))?.name).toBe('Of two')
      expect(await connections.get('three', 'a')).toBe(undefined)
      const { connections: listed } = await connections.list('two', { limit: 10 })
      expect(listed.map(({ tenant }) => tenant)).toEqual(['two'])
      await connections.update(connectionRecord({ tenant: 'two', name: 'Changed', revision: 2 }), 1)
      expect(await connections.remove('three', 'a')).toBe(false)
      expect(await connections.remove('two', 'a')).toBe(true)
      expect(await connections.get('one', 'a')).toEqual(connectionRecord())
    }),
  )

  it(
    'updates the revision it was told to expect',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      const changed = connectionRecord({
        name: 'Changed',
        authType: 'basic',
        status: 'failing',
        values: {},
        secretFields: {},
        searchTerms: ['other'],
        lastTest: tested,
        revision: 2,
        updatedAt: '2026-01-03T00:00:00.000Z',
        removedAt: '2026-01-03T00:00:00.000Z',
      })
      await connections.update(changed, 1)
      expect(await connections.get('one', 'a')).toEqual(changed)
      const restored = { ...changed, removedAt: null, lastTest: null, revision: 3 }
      await connections.update(restored, 2)
      expect(await connections.get('one', 'a')).toEqual(restored)
    }),
  )

  it(
    'notes a test under the same revision, and an edit of something else does not undo it',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      const noted = connectionRecord({ status: 'failing', lastTest: tested })
      await connections.update(noted, 1, { state: { status: 'failing', lastTest: tested } })
      expect(await connections.get('one', 'a')).toEqual(noted)
      // Read before the test, and saved after it.
      await connections.update(connectionRecord({ name: 'Edited', revision: 2 }), 1, { state: {} })
      expect(await connections.get('one', 'a')).toEqual({ ...noted, name: 'Edited', revision: 2 })
      await connections.update(connectionRecord({ status: 'inactive', revision: 3 }), 2, {
        state: { status: 'inactive' },
      })
      const { status, lastTest } = (await connections.get('one', 'a')) ?? {}
      expect([status, lastTest]).toEqual(['inactive', tested])
      await connections.update(connectionRecord({ revision: 4 }), 3, { state: { lastTest: null } })
      const { connections: untested } = await connections.list('one', { cause: 'untested', limit: 1 })
      expect(untested.map(({ status: kept }) => kept)).toEqual(['inactive'])
    }),
  )

  it(
    'leaves the sealed secrets alone, whatever an edit says of them, until it gives others or none',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      await connections.update(connectionRecord({ sealed: 'stale', keyId: 'key-1', name: 'Edited', revision: 2 }), 1)
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ name: 'Edited', revision: 2 }))
      const others = { sealed: 'another', keyId: 'key-2' }
      await connections.update(connectionRecord({ revision: 3 }), 2, { credentials: others })
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ ...others, revision: 3 }))
      const late = () => connections.update(connectionRecord({ revision: 3 }), 2, { credentials: others })
      expect(await failureCode(late)).toBe('ERR_STORE_CONFLICT')
      const none = { sealed: null, keyId: null }
      await connections.update(connectionRecord({ revision: 4 }), 3, { credentials: none })
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ ...none, revision: 4 }))
      await connections.update(connectionRecord({ revision: 5 }), 4, { credentials: others })
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ ...others, revision: 5 }))
    }),
  )

  it(
    'keeps every status',
    withConnections(async (connections) => {
      const statuses: readonly ConnectionStatus[] = [
        'active',
        'inactive',
        'failing',
        'pending',
        'needs_reauth',
        'uninstalled',
      ]
      for (const status of statuses) {
        await connections.insert(connectionRecord({ id: status, status }))
        expect((await connections.get('one', status))?.status).toBe(status)
        const { connections: listed } = await connections.list('one', { status, limit: 10 })
        expect(listed.map(({ id }) => id)).toEqual([status])
      }
    }),
  )

  it(
    'writes nothing where the revision is another or the connection is gone',
    withConnections(async (connections) => {
      const stored = connectionRecord({ revision: 3 })
      await connections.insert(stored)
      const late = connectionRecord({ name: 'Late', revision: 3 })
      expect(await failureCode(() => connections.update(late, 2))).toBe('ERR_STORE_CONFLICT')
      expect(await connections.get('one', 'a')).toEqual(stored)
      const gone = connectionRecord({ id: 'gone', revision: 2 })
      expect(await failureCode(() => connections.update(gone, 1))).toBe('ERR_STORE_CONFLICT')
      expect(await connections.get('one', 'gone')).toBe(undefined)
    }),
  )

  it(
    'lets exactly one of many updates of the same revision through',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord())
      const attempts = Array.from({ length: 20 }, (_, index) =>
        failureCode(() => connections.update(connectionRecord({ name: `Writer ${index}`, revision: 2 }), 1)),
      )
      const codes = await Promise.all(attempts)
      expect(codes.filter((code) => code === undefined).length).toBe(1)
      expect(codes.filter((code) => code === 'ERR_STORE_CONFLICT').length).toBe(19)
      expect((await connections.get('one', 'a'))?.name).toBe(`Writer ${codes.indexOf(undefined)}`)
    }),
  )

  it(
    'removes a connection once, and only at the expected revision where one is given',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ revision: 2 }))
      expect(await failureCode(() => connections.remove('one', 'a', { expectedRevision: 1 }))).toBe(
        'ERR_STORE_CONFLICT',
      )
      expect((await connections.get('one', 'a'))?.revision).toBe(2)
      expect(await connections.remove('one', 'a', { expectedRevision: 2 })).toBe(true)
      expect(await connections.remove('one', 'a', { expectedRevision: 2 })).toBe(false)
      expect(await connections.remove('one', 'a')).toBe(false)
    }),
  )
}

function summaryOf({ sealed, keyId, grant, searchTerms, ...summary }: ConnectionRecord): ConnectionSummary {
  return summary
}
