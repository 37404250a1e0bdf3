import type { SealedQuery, SealedReplacement, SealedRow, SealedSlot } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, grantRecord, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const place = (slot: SealedSlot, connection: string, tenant = 'one') => ({ tenant, connection, slot })
const row = (slot: SealedSlot, owner: string, sealed: string): SealedRow => ({
  place: place(slot, owner),
  sealed,
  keyId: 'key-1',
})

/** Everything sealed with a key, and its way under another. */
export function sealedStoreContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  const owners = async ({ sealed }: StoreOfRecords, query: Partial<SealedQuery>) =>
    (await sealed.list('one', { keyId: 'key-1', limit: 100, ...query })).map(
      ({ place: { slot, connection } }) => `${slot} ${connection}`,
    )

  it(
    'lists the sealed texts of a key by slot and owner, those of removed connections too, in pages',
    withStore(async (store) => {
      await fill(store)
      const all = [
        row('credentials', 'B', 'c-B'),
        row('credentials', 'a', 'c-a'),
        row('credentials', 'c', 'c-c'),
        row('grant', 'B', 'g-B'),
        row('grant', 'd', 'g-d'),
        row('oauth-client', 'x', 'o-x'),
        row('oauth-client', 'y', 'o-y'),
      ]
      for (const limit of [1, 2, 3, 7, 8]) {
        const seen: SealedRow[] = []
        let page: readonly SealedRow[] = []
        do {
          const after = page.at(-1)?.place
          page = await store.sealed.list('one', { keyId: 'key-1', limit, ...(after && { after }) })
          seen.push(...page)
        } while (page.length > 0)
        expect(seen).toEqual(all)
      }
      expect(await store.sealed.count('one', 'key-1')).toBe(7)
      expect(await store.sealed.count('one', 'key-2')).toBe(1)
      expect(await store.sealed.count('one', 'key-3')).toBe(0)
      expect(await store.sealed.count('three', 'key-1')).toBe(0)
    }),
  )

  it(
    'lists the share of one of several workers: owners from one id on, and below another',
    withStore(async (store) => {
      await fill(store)
      expect(await owners(store, { range: { from: 'c' } })).toEqual([
        'credentials c',
        'grant d',
        'oauth-client x',
        'oauth-client y',
      ])
      expect(await owners(store, { range: { to: 'c' } })).toEqual(['credentials B', 'credentials a', 'grant B'])
      expect(await owners(store, { range: { from: 'a', to: 'y' }, after: place('credentials', 'a') })).toEqual([
        'credentials c',
        'grant d',
        'oauth-client x',
      ])
      expect((await owners(store, { range: {} })).length).toBe(7)
    }),
  )

  it(
    'replaces what stands where it was expected, and nothing else; a revision stays',
    withStore(async (store) => {
      await fill(store)
      const to = (text: string) => ({ sealed: text, keyId: 'key-2' })
      const replacements: readonly SealedReplacement[] = [
        { place: place('credentials', 'a'), expected: 'c-a', ...to('new c-a') },
        { place: place('credentials', 'B'), expected: 'another', ...to('never') },
        { place: place('credentials', 'gone'), expected: 'c-a', ...to('never') },
        { place: place('grant', 'B'), expected: 'g-B', ...to('new g-B') },
        { place: place('grant', 'a'), expected: 'c-a', ...to('never') },
        { place: place('oauth-client', 'y'), expected: 'o-y', ...to('new o-y') },
        { place: place('credentials', 'a', 'two'), expected: 'c-a', ...to('never') },
      ]
      expect(await store.sealed.replace('one', replacements)).toBe(3)
      expect(await store.sealed.replace('one', replacements)).toBe(0)
      expect(await store.sealed.replace('one', [])).toBe(0)
      expect(await owners(store, {})).toEqual(['credentials B', 'credentials c', 'grant d', 'oauth-client x'])
      expect((await store.sealed.list('one', { keyId: 'key-2', limit: 10 })).map(({ sealed }) => sealed)).toEqual([
        'new c-a',
        'c-d',
        'new g-B',
        'new o-y',
      ])
      expect(await store.connections.get('one', 'a')).toEqual(
        connectionRecord({ id: 'a', sealed: 'new c-a', keyId: 'key-2' }),
      )
      expect((await store.connections.get('one', 'B'))?.grant).toEqual(grantRecord(to('new g-B')))
      expect((await store.oauthClients.get('one', 'y'))?.revision).toBe(1)
      expect((await store.connections.get('two', 'a'))?.sealed).toBe('c-a')
    }),
  )

  it(
    'replaces in one transaction: a key that is gone keeps all of them as they were',
    withStore(async (store) => {
      await fill(store)
      const replacements: readonly SealedReplacement[] = [
        { place: place('credentials', 'a'), expected: 'c-a', sealed: 'new', keyId: 'key-2' },
        { place: place('oauth-client', 'x'), expected: 'o-x', sealed: 'new', keyId: 'gone' },
      ]
      expect(await failureCode(() => store.sealed.replace('one', replacements))).toBe('ERR_STORE_KEY_GONE')
      expect(await store.sealed.count('one', 'key-1')).toBe(7)
    }),
  )

  it(
    'replaces many at once, each once by one of several who try',
    withStore(async (store) => {
      const ids = Array.from({ length: 100 }, (_, index) => `id-${index}`)
      for (const id of ids) await store.connections.insert(connectionRecord({ id, sealed: `old ${id}` }))
      const attempts = Array.from({ length: 4 }, (_, worker) =>
        store.sealed.replace(
          'one',
          ids.map((id) => ({
            place: place('credentials', id),
            expected: `old ${id}`,
            sealed: `new ${worker} ${id}`,
            keyId: 'key-2',
          })),
        ),
      )
      const counts = await Promise.all(attempts)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100)
      expect(await store.sealed.count('one', 'key-1')).toBe(0)
      expect(await store.sealed.count('one', 'key-2')).toBe(100)
    }),
  )

  it(
    'refuses a page of no rows, of half a row and of more than ten thousand',
    withStore(async ({ sealed }) => {
      for (const limit of [0, 0.5, 10_001]) {
        expect(await failureCode(() => sealed.list('one', { keyId: 'key-1', limit }))).toBe('ERR_OPTION_INVALID')
      }
    }),
  )
}

async function fill({ connections, oauthClients }: StoreOfRecords): Promise<void> {
  const removedAt = '2026-01-02T00:00:00.000Z'
  await connections.insert(connectionRecord({ id: 'a', sealed: 'c-a' }))
  await connections.insert(connectionRecord({ id: 'B', sealed: 'c-B', grant: grantRecord({ sealed: 'g-B' }) }))
  await connections.insert(connectionRecord({ id: 'c', sealed: 'c-c', removedAt }))
  await connections.insert(
    connectionRecord({ id: 'd', sealed: 'c-d', keyId: 'key-2', grant: grantRecord({ sealed: 'g-d' }), removedAt }),
  )
  await connections.insert(connectionRecord({ id: 'e', sealed: null, keyId: null }))
  await connections.leaseGrant({ tenant: 'one', id: 'e' }, { holder: 'x', now: removedAt, until: removedAt })
  await connections.insert(connectionRecord({ tenant: 'two', id: 'a', sealed: 'c-a' }))
  for (const id of ['x', 'y']) await oauthClients.insert(oauthClientRecord({ id, sealed: `o-${id}` }))
}
