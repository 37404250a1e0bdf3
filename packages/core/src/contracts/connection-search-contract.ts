import type { ConnectionQuery, ConnectionRecord } from '../ports.ts'
import { connectionRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

/** Finds a connection by a part of what it is known by. */
export function connectionSearchContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  const find = async ({ connections }: StoreOfRecords, search: string, query: Partial<ConnectionQuery> = {}) =>
    (await connections.list('one', { limit: 1000, search, ...query })).connections.map(({ id }) => id)

  it(
    'searches for a part of the name, upper and lower case alike in any script, and takes no character as a wildcard',
    withStore(async (store) => {
      await insertAll(store, [
        { id: 'a', name: 'Große Bäckerei' },
        { id: 'b', name: 'ПЕКАРНЯ 100%' },
        { id: 'c', name: 'shop_one [eu] "x" \\d' },
        { id: 'd', name: '東京 🦜🦜🦜' },
      ])
      const found = { BÄCK: 'a', große: 'a', GROSSE: 'a', пекарня: 'b', 'нЯ 1': 'b', '%': 'b', '0%': 'b', '100%': 'b' }
      const others = {
        P_O: 'c',
        _: 'c',
        '[eu]': 'c',
        '"x"': 'c',
        '"': 'c',
        '\\d': 'c',
        'x" \\': 'c',
        京: 'd',
        '🦜🦜🦜': 'd',
      }
      for (const [search, id] of Object.entries({ ...found, ...others }))
        expect(await find(store, search)).toEqual([id])
      for (const search of ['*', '***', '%%%', '___', 'sho*', 'SHOPXONE', "' or 1", 'AND', '京 東']) {
        expect(await find(store, search)).toEqual([])
      }
      expect(await find(store, '')).toEqual(['a', 'b', 'c', 'd'])
    }),
  )

  it(
    'finds nothing by a text with U+0000, which is in no name',
    withStore(async (store) => {
      await insertAll(store, [{ id: 'a', name: 'Example' }])
      for (const search of ['Exam\u0000ple', '\u0000', '"\u0000"', 'Example\u0000']) {
        expect(await find(store, search)).toEqual([])
        expect(await find(store, search, { status: 'active', sort: { by: 'name' } })).toEqual([])
      }
    }),
  )

  it(
    'finds by the definition and by each search term, however short the part is',
    withStore(async (store) => {
      await insertAll(store, [
        { id: 'a', name: 'One', definition: 'shop-rest', searchTerms: ['k3jx', 'north.example'] },
        { id: 'b', name: 'Two', definition: 'shop-graph', searchTerms: [] },
        { id: 'c', tenant: 'two', name: 'One', definition: 'shop-rest', searchTerms: ['k3jx'] },
      ])
      for (const part of ['k3jx', 'K3J', '3j', 'j', 'north.ex', 'REST']) expect(await find(store, part)).toEqual(['a'])
      expect(await find(store, 'shop-')).toEqual(['a', 'b'])
      expect(await find(store, 'example.two')).toEqual([])
    }),
  )

  it(
    'finds what a connection was called last, and nothing of one that was deleted',
    withStore(async (store) => {
      const { connections } = store
      await insertAll(store, [{ name: 'Before', searchTerms: ['first-host'] }])
      await connections.update(connectionRecord({ name: 'After', searchTerms: ['second-host'], revision: 2 }), 1)
      for (const part of ['before', 'be', 'first']) expect(await find(store, part)).toEqual([])
      for (const part of ['after', 'af', 'second']) expect(await find(store, part)).toEqual(['a'])
      await connections.remove('one', 'a')
      expect(await find(store, 'after')).toEqual([])
      await insertAll(store, [{ name: 'Again' }])
      expect(await find(store, 'after')).toEqual([])
      expect(await find(store, 'again')).toEqual(['a'])
    }),
  )

  it(
    'goes together with filters, order and pages',
    withStore(async (store) => {
      const all = Array.from({ length: 30 }, (_, index) => ({
        id: `id-${String(index).padStart(2, '0')}`,
        name: `${index % 3 === 0 ? 'North' : 'South'} ${String(99 - index)}`,
        status: index % 2 === 0 ? ('active' as const) : ('failing' as const),
      }))
      await insertAll(store, all)
      const expected = all.filter(({ name, status }) => name.startsWith('North') && status === 'active')
      const sorted = expected.map(({ id }) => id).toReversed()
      for (const search of ['north', 'no']) {
        const query = { search, status: 'active', sort: { by: 'name' }, limit: 2 } as const
        const seen: string[] = []
        let page = await store.connections.list('one', query)
        for (;;) {
          seen.push(...page.connections.map(({ id }) => id))
          if (page.next === undefined) break
          page = await store.connections.list('one', { ...query, after: page.next })
        }
        expect(seen).toEqual(sorted)
      }
    }),
  )
}

async function insertAll(
  { connections }: StoreOfRecords,
  changes: readonly Partial<ConnectionRecord>[],
): Promise<void> {
  for (const change of changes) await connections.insert(connectionRecord({ searchTerms: [], ...change }))
}
