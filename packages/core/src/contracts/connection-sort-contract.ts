import type { ConnectionRecord, ConnectionSort } from '../ports.ts'
import { connectionRecord, testResult } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const day = (index: number) => `2026-01-${String(index).padStart(2, '0')}T00:00:00.000Z`

/** Each row: four changes in their order; the connections with the second and the third are made twice. */
const orders: Readonly<Record<ConnectionSort, readonly Partial<ConnectionRecord>[]>> = Object.freeze({
  name: [{ name: 'a B' }, { name: 'Ab' }, { name: 'aC' }, { name: 'Zoë' }],
  definition: ['a', 'a-b', 'b', 'c'].map((definition) => ({ definition })),
  authType: ['basic', 'custom', 'oauth2', 'token'].map((authType) => ({ authType })),
  status: [{ status: 'active' }, { status: 'failing' }, { status: 'inactive' }, { status: 'uninstalled' }],
  cause: [
    { lastTest: testResult({ cause: 'expired' }) },
    { lastTest: testResult({ cause: 'ok' }) },
    { lastTest: testResult({ cause: 'tls' }) },
    { lastTest: null },
  ],
  testedAt: [{ lastTest: null }, ...[1, 2, 3].map((index) => ({ lastTest: testResult({ testedAt: day(index) }) }))],
  createdAt: [1, 2, 3, 4].map((index) => ({ createdAt: day(index) })),
  updatedAt: [1, 2, 3, 4].map((index) => ({ updatedAt: day(index) })),
})

/** Sorted by any key, in both directions, with ties, in pages of any length. */
export function connectionSortContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  for (const [by, changes] of Object.entries(orders) as [ConnectionSort, readonly Partial<ConnectionRecord>[]][]) {
    it(
      `sorts by ${by} in both directions, ties by id, and pages along it`,
      withStore(async (store) => {
        const [first, second, third, fourth] = changes
        const sorted = [
          { ...first, id: 'z' },
          { ...second, id: 'B' },
          { ...second, id: 'b' },
          { ...third, id: 'a' },
          { ...third, id: 'y' },
          { ...fourth, id: 'A' },
        ]
        for (const index of [3, 0, 5, 2, 1, 4]) await store.connections.insert(connectionRecord(sorted[index]))
        await store.connections.insert(connectionRecord({ ...second, tenant: 'two', id: 'c' }))
        const ids = sorted.map(({ id }) => id)
        for (const limit of [1, 2, 5, 6, 7]) {
          expect(await walk(store, { sort: { by }, limit })).toEqual(ids)
          expect(await walk(store, { sort: { by, descending: true }, limit })).toEqual(ids.toReversed())
        }
      }),
    )
  }

  it(
    'goes on behind a position that is no longer there',
    withStore(async ({ connections }) => {
      for (const id of ['a', 'b', 'c']) await connections.insert(connectionRecord({ id, name: id }))
      const { next } = await connections.list('one', { sort: { by: 'name' }, limit: 2 })
      await connections.update(connectionRecord({ id: 'b', name: 'x', revision: 2 }), 1)
      await connections.remove('one', 'a')
      const rest = await connections.list('one', { sort: { by: 'name' }, limit: 2, ...(next && { after: next }) })
      expect(rest.connections.map(({ id }) => id)).toEqual(['c', 'b'])
      expect(rest.next).toBe(undefined)
    }),
  )
}

interface Walk {
  readonly sort: { readonly by: ConnectionSort; readonly descending?: boolean }
  readonly limit: number
}

async function walk({ connections }: StoreOfRecords, query: Walk): Promise<string[]> {
  const seen: string[] = []
  let page = await connections.list('one', query)
  for (;;) {
    seen.push(...page.connections.map(({ id }) => id))
    if (page.next === undefined) return seen
    page = await connections.list('one', { ...query, after: page.next })
  }
}
