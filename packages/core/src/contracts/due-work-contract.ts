import type { ConnectionRecord, ConnectionStatus, DueConnection, DueWork } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, grantRecord, testResult } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const day = (index: number) => `2026-01-${String(index).padStart(2, '0')}T00:00:00.000Z`
const later = '2027-01-01T00:00:00.000Z'

/** How a connection becomes due since a moment. */
const dueSince: Readonly<Record<DueWork, (since: string) => Partial<ConnectionRecord>>> = Object.freeze({
  test: (testedAt) => ({ lastTest: testResult({ testedAt }) }),
  renewal: (expiresAt) => ({ grant: grantRecord({ expiresAt }) }),
  purge: (removedAt) => ({ removedAt }),
})

/** What background work finds to do, over all tenants. */
export function dueWorkContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  const ids = async ({ connections }: StoreOfRecords, work: DueWork, before = later) =>
    (await connections.due(work, { before, limit: 1000 })).map(({ id }) => id)

  for (const [work, since] of Object.entries(dueSince) as [DueWork, (typeof dueSince)[DueWork]][]) {
    it(
      `lists what is due for ${work} of every tenant, longest due first, in pages`,
      withStore(async ({ connections }) => {
        const due: readonly DueConnection[] = [
          { tenant: 'two', id: 'd', since: day(1) },
          { tenant: 'one', id: 'b', since: day(2) },
          { tenant: 'one', id: 'c', since: day(2) },
          { tenant: 'two', id: 'a', since: day(2) },
          { tenant: 'one', id: 'a', since: day(3) },
        ]
        for (const { since: moment, ...place } of due.toReversed()) {
          await connections.insert(connectionRecord({ ...place, ...since(moment) }))
        }
        await connections.insert(connectionRecord({ id: 'not-yet', ...since(day(4)) }))
        for (const limit of [1, 2, 5, 6]) {
          const seen: DueConnection[] = []
          let page: readonly DueConnection[] = []
          do {
            const after = page.at(-1)
            page = await connections.due(work, { before: day(4), limit, ...(after && { after }) })
            seen.push(...page)
          } while (page.length > 0)
          expect(seen).toEqual(due)
        }
      }),
    )
  }

  it(
    'tests first what was never tested, and only what is active or failing and not removed',
    withStore(async (store) => {
      const { connections } = store
      const statuses: readonly ConnectionStatus[] = [
        'active',
        'failing',
        'inactive',
        'pending',
        'needs_reauth',
        'uninstalled',
      ]
      for (const status of statuses) {
        await connections.insert(connectionRecord({ id: status, status, grant: grantRecord() }))
      }
      await connections.insert(connectionRecord({ id: 'removed', removedAt: day(1), grant: grantRecord() }))
      await connections.insert(connectionRecord({ id: 'tested', ...dueSince.test(day(1)) }))
      expect(await ids(store, 'test')).toEqual(['active', 'failing', 'tested'])
      expect((await connections.due('test', { before: later, limit: 1 }))[0]?.since).toBe('')
      expect(await ids(store, 'renewal')).toEqual(['active', 'failing'])
      expect(await ids(store, 'purge')).toEqual(['removed'])
    }),
  )

  it(
    'renews no grant that does not expire, is gone, or is only leased; and what was renewed not before its new end',
    withStore(async (store) => {
      const { connections } = store
      const place = { tenant: 'one', id: 'a' }
      await connections.insert(connectionRecord({ id: 'b', grant: grantRecord({ expiresAt: null }) }))
      await connections.insert(connectionRecord({ grant: grantRecord({ sealed: 'x', expiresAt: day(1) }) }))
      expect(await ids(store, 'renewal', day(1))).toEqual([])
      expect(await ids(store, 'renewal', day(2))).toEqual(['a'])
      await connections.replaceGrant(place, 'x', grantRecord({ sealed: 'y', expiresAt: day(3) }))
      expect(await ids(store, 'renewal', day(2))).toEqual([])
      expect(await ids(store, 'renewal', day(4))).toEqual(['a'])
      await connections.replaceGrant(place, 'y', null)
      await connections.leaseGrant(place, { holder: 'x', now: day(1), until: day(2) })
      expect(await ids(store, 'renewal')).toEqual([])
    }),
  )

  it(
    'follows edits: a test, a status, a removal, a restoration',
    withStore(async (store) => {
      const { connections } = store
      await connections.insert(connectionRecord())
      await connections.update(connectionRecord({ revision: 2, ...dueSince.test(day(2)) }), 1)
      expect(await ids(store, 'test', day(2))).toEqual([])
      expect(await ids(store, 'test', day(3))).toEqual(['a'])
      await connections.update(connectionRecord({ revision: 3, removedAt: day(3) }), 2)
      expect(await ids(store, 'test')).toEqual([])
      expect(await ids(store, 'purge')).toEqual(['a'])
      await connections.update(connectionRecord({ revision: 4, status: 'inactive' }), 3)
      expect(await ids(store, 'test')).toEqual([])
      expect(await ids(store, 'purge')).toEqual([])
    }),
  )

  it(
    'refuses a page of no rows, of half a row and of more than a thousand',
    withStore(async ({ connections }) => {
      for (const limit of [0, -1, 1.5, 1001, Number.NaN]) {
        expect(await failureCode(() => connections.due('test', { before: later, limit }))).toBe('ERR_OPTION_INVALID')
      }
    }),
  )
}
