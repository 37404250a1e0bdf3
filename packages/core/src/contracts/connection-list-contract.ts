import type {
  ConnectionPage,
  ConnectionPosition,
  ConnectionQuery,
  ConnectionRecord,
  ConnectionStore,
} from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, testResult } from './records.ts'
import type { ContractRunner } from './runner.ts'

type WithConnections = (body: (connections: ConnectionStore) => Promise<void>) => () => Promise<void>

/** Filters, order and pages. */
export function connectionListContract({ it, expect }: ContractRunner, withConnections: WithConnections): void {
  const ids = async (connections: ConnectionStore, query: Partial<ConnectionQuery>) =>
    (await connections.list('one', { limit: 1000, ...query })).connections.map(({ id }) => id)

  it(
    'orders by the time of creation, then by id',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'c', createdAt: '2026-01-02T00:00:00.000Z' },
        { id: 'b', createdAt: '2026-01-02T00:00:00.000Z' },
        { id: 'd', createdAt: '2026-01-01T00:00:00.000Z' },
        { id: 'B', createdAt: '2026-01-02T00:00:00.000Z' },
      ])
      expect(await ids(connections, {})).toEqual(['d', 'B', 'b', 'c'])
    }),
  )

  it(
    'comes in pages that hold every connection once, also while others are inserted and removed',
    withConnections(async (connections) => {
      const all = Array.from({ length: 25 }, (_, index) => ({
        id: `id-${String(index).padStart(2, '0')}`,
        createdAt: `2026-01-0${1 + Math.floor(index / 10)}T00:00:00.000Z`,
      }))
      await insertAll(connections, all.toReversed())
      const seen: string[] = []
      let after: ConnectionPosition | undefined
      do {
        const page: ConnectionPage = await connections.list('one', { limit: 4, ...(after && { after }) })
        seen.push(...page.connections.map(({ id }) => id))
        after = page.next
        await connections.remove('one', seen.at(-1) ?? '')
        await connections.insert(
          connectionRecord({ id: `early-${seen.length}`, createdAt: '2025-01-01T00:00:00.000Z' }),
        )
      } while (after !== undefined)
      expect(seen).toEqual(all.map(({ id }) => id))
    }),
  )

  it(
    'filters by definition and by status',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'a', definition: 'x', status: 'active' },
        { id: 'b', definition: 'x', status: 'failing' },
        { id: 'c', definition: 'y', status: 'failing' },
      ])
      expect(await ids(connections, { definition: 'x' })).toEqual(['a', 'b'])
      expect(await ids(connections, { status: 'failing' })).toEqual(['b', 'c'])
      expect(await ids(connections, { definition: 'x', status: 'failing' })).toEqual(['b'])
      expect(await ids(connections, { definition: 'z' })).toEqual([])
    }),
  )

  it(
    'finds the connections that name an OAuth client, as they name it last',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'a', values: { oauthClient: 'x' }, status: 'failing' },
        { id: 'b', values: { oauthClient: 'x' } },
        { id: 'c', values: { oauthClient: 'y' } },
        { id: 'd', values: {} },
        { id: 'e', values: { deep: { oauthClient: 'x' }, clientId: 'x' } },
        { id: 'f', tenant: 'two', values: { oauthClient: 'x' } },
      ])
      expect(await ids(connections, { oauthClient: 'x' })).toEqual(['a', 'b'])
      expect(await ids(connections, { oauthClient: 'x', status: 'failing' })).toEqual(['a'])
      expect(await ids(connections, { oauthClient: 'X' })).toEqual([])
      expect(await ids(connections, { oauthClient: '' })).toEqual([])
      await connections.update(connectionRecord({ id: 'a', values: { oauthClient: 'y' }, revision: 2 }), 1)
      await connections.update(connectionRecord({ id: 'b', values: {}, revision: 2 }), 1)
      expect(await ids(connections, { oauthClient: 'x' })).toEqual([])
      expect(await ids(connections, { oauthClient: 'y' })).toEqual(['a', 'c'])
    }),
  )

  it(
    'finds no OAuth client in a value that is no text',
    withConnections(async (connections) => {
      const values = [7, true, null, ['7'], { id: '7' }, '7']
      await insertAll(
        connections,
        values.map((oauthClient, index) => ({ id: `${index}`, values: { oauthClient } })),
      )
      expect(await ids(connections, { oauthClient: '7' })).toEqual(['5'])
      expect(await ids(connections, { oauthClient: 'true' })).toEqual([])
      expect(await ids(connections, { oauthClient: 'null' })).toEqual([])
    }),
  )

  it(
    'filters by the cause of the last test, and by there having been none',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'a', lastTest: testResult({ cause: 'expired' }) },
        { id: 'b', lastTest: testResult({ cause: 'ok' }) },
        { id: 'c' },
      ])
      expect(await ids(connections, { cause: 'expired' })).toEqual(['a'])
      expect(await ids(connections, { cause: 'ok' })).toEqual(['b'])
      expect(await ids(connections, { cause: 'untested' })).toEqual(['c'])
      expect(await ids(connections, { cause: 'tls' })).toEqual([])
      await connections.update(connectionRecord({ id: 'c', lastTest: testResult({ cause: 'tls' }), revision: 2 }), 1)
      expect(await ids(connections, { cause: 'untested' })).toEqual([])
      expect(await ids(connections, { cause: 'tls' })).toEqual(['c'])
    }),
  )

  it(
    'filters by kinds: any auth type of a definition, or one; none at all where no kind is named',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'a', definition: 'x', authType: 'token' },
        { id: 'b', definition: 'x', authType: 'basic' },
        { id: 'c', definition: 'y', authType: 'token' },
        { id: 'd', definition: 'z', authType: 'token' },
      ])
      expect(await ids(connections, { kinds: [{ definition: 'x' }] })).toEqual(['a', 'b'])
      expect(await ids(connections, { kinds: [{ definition: 'x', authType: 'basic' }, { definition: 'y' }] })).toEqual([
        'b',
        'c',
      ])
      expect(await ids(connections, { kinds: [{ definition: 'y', authType: 'basic' }] })).toEqual([])
      expect(await ids(connections, { kinds: [] })).toEqual([])
      expect(await ids(connections, { kinds: [{ definition: 'x' }], status: 'failing' })).toEqual([])
    }),
  )

  it(
    'lists removed connections apart from the others, as long as they are removed',
    withConnections(async (connections) => {
      const removedAt = '2026-01-05T00:00:00.000Z'
      await insertAll(connections, [{ id: 'a', removedAt }, { id: 'b' }, { id: 'c', removedAt, status: 'failing' }])
      expect(await ids(connections, {})).toEqual(['b'])
      expect(await ids(connections, { removed: false })).toEqual(['b'])
      expect(await ids(connections, { removed: true })).toEqual(['a', 'c'])
      expect(await ids(connections, { removed: true, status: 'failing' })).toEqual(['c'])
      expect(await ids(connections, { removed: true, search: 'exam' })).toEqual(['a', 'c'])
      await connections.update(connectionRecord({ id: 'a', revision: 2 }), 1)
      await connections.update(connectionRecord({ id: 'b', removedAt, revision: 2 }), 1)
      expect(await ids(connections, {})).toEqual(['a'])
      expect(await ids(connections, { removed: true })).toEqual(['b', 'c'])
      expect((await connections.get('one', 'b'))?.removedAt).toBe(removedAt)
    }),
  )

  it(
    'refuses a page of no rows, of half a row and of more than a thousand',
    withConnections(async (connections) => {
      for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
        expect(await failureCode(() => connections.list('one', { limit }))).toBe('ERR_OPTION_INVALID')
      }
    }),
  )
}

async function insertAll(connections: ConnectionStore, changes: readonly Partial<ConnectionRecord>[]): Promise<void> {
  for (const change of changes) await connections.insert(connectionRecord(change))
}
