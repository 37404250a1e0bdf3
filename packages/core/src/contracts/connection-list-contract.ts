import type { ConnectionQuery, ConnectionRecord, ConnectionStore } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

type WithConnections = (body: (connections: ConnectionStore) => Promise<void>) => () => Promise<void>

/** Filters, order and pages. */
export function connectionListContract({ it, expect }: ContractRunner, withConnections: WithConnections): void {
  const ids = async (connections: ConnectionStore, query: Partial<ConnectionQuery>) =>
    (await connections.list('one', { limit: 1000, ...query })).map(({ id }) => id)

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
      let after: ConnectionQuery['after'] | undefined
      for (;;) {
        const page: ConnectionRecord[] = await connections.list('one', { limit: 4, ...(after && { after }) })
        const last = page.at(-1)
        if (last === undefined) break
        seen.push(...page.map(({ id }) => id))
        after = { createdAt: last.createdAt, id: last.id }
        await connections.remove('one', last.id)
        await connections.insert(
          connectionRecord({ id: `early-${seen.length}`, createdAt: '2025-01-01T00:00:00.000Z' }),
        )
      }
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
    'searches for a part of the name, upper and lower case alike in any script, and takes no character as a wildcard',
    withConnections(async (connections) => {
      await insertAll(connections, [
        { id: 'a', name: 'Große Bäckerei' },
        { id: 'b', name: 'ПЕКАРНЯ 100%' },
        { id: 'c', name: 'shop_one [eu]' },
      ])
      expect(await ids(connections, { search: 'BÄCK' })).toEqual(['a'])
      expect(await ids(connections, { search: 'пекарня' })).toEqual(['b'])
      expect(await ids(connections, { search: '%' })).toEqual(['b'])
      expect(await ids(connections, { search: 'P_O' })).toEqual(['c'])
      expect(await ids(connections, { search: '*' })).toEqual([])
      expect(await ids(connections, { search: '' })).toEqual(['a', 'b', 'c'])
    }),
  )

  it(
    'finds the name a connection was given last',
    withConnections(async (connections) => {
      await connections.insert(connectionRecord({ name: 'Before' }))
      await connections.update(connectionRecord({ name: 'After', revision: 2 }), 1)
      expect(await ids(connections, { search: 'before' })).toEqual([])
      expect(await ids(connections, { search: 'after' })).toEqual(['a'])
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
