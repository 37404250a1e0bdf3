import type { GrantRecord } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { connectionRecord, grantRecord, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const gone = { sealed: 'x', keyId: 'gone' }
const place = { tenant: 'one', id: 'a' }

/** A key is there as long as something is sealed with it, and nothing is stored that is sealed with another. */
export function keyGoneContract({ it, expect }: ContractRunner, withStore: WithStore): void {
  it(
    'stores nothing that is sealed with a key it does not have, of no tenant or of another one',
    withStore(async (store) => {
      const { connections, dataKeys, oauthClients } = store
      await dataKeys.replaceActive('key-2', { ...(await keyOf(store, 'two')), keyId: 'gone' })
      await connections.insert(connectionRecord({ grant: grantRecord() }))
      await oauthClients.insert(oauthClientRecord())
      const next = connectionRecord({ name: 'Changed', revision: 2 })
      const attempts: readonly (() => Promise<unknown>)[] = [
        () => connections.insert(connectionRecord({ id: 'b', ...gone })),
        () => connections.insert(connectionRecord({ id: 'b', grant: grantRecord(gone) })),
        () => connections.update(next, 1, { credentials: gone }),
        () => connections.update(next, 1, { grant: grantRecord(gone) }),
        () => connections.replaceGrant(place, grantRecord().sealed, grantRecord(gone)),
        () => oauthClients.insert(oauthClientRecord({ id: 'b', ...gone })),
        () => oauthClients.update(oauthClientRecord({ revision: 2 }), 1, { secret: gone }),
      ]
      for (const attempt of attempts) expect(await failureCode(attempt)).toBe('ERR_STORE_KEY_GONE')
      expect(await connections.get('one', 'a')).toEqual(connectionRecord({ grant: grantRecord() }))
      expect(await connections.get('one', 'b')).toBe(undefined)
      expect(await oauthClients.list('one')).toEqual([oauthClientRecord()])
    }),
  )

  it(
    'puts no first grant in place that is sealed with a key it does not have',
    withStore(async ({ connections }) => {
      await connections.insert(connectionRecord())
      const attempt = () => connections.replaceGrant(place, null, grantRecord(gone))
      expect(await failureCode(attempt)).toBe('ERR_STORE_KEY_GONE')
      expect((await connections.get('one', 'a'))?.grant).toBe(null)
    }),
  )

  it(
    'destroys a key that was set aside once nothing is sealed with it, and never the active one',
    withStore(async ({ connections, dataKeys, oauthClients, sealed }) => {
      const grant: GrantRecord = grantRecord({ sealed: 'g' })
      await connections.insert(connectionRecord({ grant, removedAt: '2026-01-02T00:00:00.000Z' }))
      await oauthClients.insert(oauthClientRecord())
      expect(await dataKeys.removeUnused('one', 'key-1')).toBe(false)
      await connections.update(connectionRecord({ revision: 2 }), 1, { credentials: { sealed: 'x', keyId: 'key-2' } })
      expect(await dataKeys.removeUnused('one', 'key-1')).toBe(false)
      await connections.replaceGrant(place, 'g', { ...grant, keyId: 'key-2' })
      expect(await dataKeys.removeUnused('one', 'key-1')).toBe(false)
      const owner = { tenant: 'one', connection: 'client', slot: 'oauth-client' } as const
      const replacement = { place: owner, expected: oauthClientRecord().sealed, sealed: 'x', keyId: 'key-2' }
      expect(await sealed.replace('one', [replacement])).toBe(1)
      expect(await dataKeys.removeUnused('one', 'key-2')).toBe(false)
      expect(await dataKeys.removeUnused('one', 'never')).toBe(false)
      const attempts = Array.from({ length: 5 }, () => dataKeys.removeUnused('one', 'key-1'))
      expect((await Promise.all(attempts)).filter(Boolean).length).toBe(1)
      expect((await dataKeys.list('one')).map(({ keyId }) => keyId)).toEqual(['key-2'])
      expect((await dataKeys.list('two')).map(({ keyId }) => keyId)).toEqual(['key-1', 'key-2'])
      expect(await failureCode(() => connections.insert(connectionRecord({ id: 'b' })))).toBe('ERR_STORE_KEY_GONE')
    }),
  )

  it(
    'destroys a key or stores what is sealed with it, never both',
    withStore(async ({ connections, dataKeys }) => {
      const inserts = Array.from({ length: 20 }, (_, index) =>
        failureCode(() => connections.insert(connectionRecord({ id: `${index}` }))),
      )
      const removal = dataKeys.removeUnused('one', 'key-1')
      const codes = await Promise.all(inserts)
      const removed = await removal
      const stored = codes.filter((code) => code === undefined).length
      expect(codes.every((code) => code === undefined || code === 'ERR_STORE_KEY_GONE')).toBe(true)
      expect(removed).toBe(stored === 0)
      expect((await connections.list('one', { limit: 100 })).connections.length).toBe(stored)
    }),
  )
}

async function keyOf({ dataKeys }: StoreOfRecords, tenant: string) {
  const [key] = await dataKeys.list(tenant)
  if (key === undefined) throw new Error(`The tenant ${tenant} has no data key.`)
  return { ...key, state: 'active' as const }
}
