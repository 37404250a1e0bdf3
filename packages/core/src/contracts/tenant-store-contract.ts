import { failureCode } from './failure-code.ts'
import {
  accessRecord,
  auditEntry,
  authorizationRecord,
  connectionRecord,
  dataKeyRecord,
  grantRecord,
  insertDataKeys,
  oauthClientRecord,
} from './records.ts'
import type { ContractRunner } from './runner.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'

const now = '2026-01-01T00:00:00.000Z'

/** @param withEmptyStore Calls its body with a store that has nothing in it. */
export function tenantStoreContract({ it, expect }: ContractRunner, withEmptyStore: WithStore): void {
  it(
    'lists the tenants that have a data key, by id, in pages',
    withEmptyStore(async ({ dataKeys, tenants }) => {
      expect(await tenants.list({ limit: 10 })).toEqual([])
      await insertDataKeys(dataKeys, 'c', 'B', 'a', 'd')
      expect(await tenants.list({ limit: 10 })).toEqual(['B', 'a', 'c', 'd'])
      expect(await tenants.list({ limit: 2 })).toEqual(['B', 'a'])
      expect(await tenants.list({ limit: 2, after: 'a' })).toEqual(['c', 'd'])
      expect(await tenants.list({ limit: 2, after: 'd' })).toEqual([])
      for (const limit of [0, 1.5, 1001])
        expect(await failureCode(() => tenants.list({ limit }))).toBe('ERR_OPTION_INVALID')
    }),
  )

  it(
    'refuses a tenant whose id no database keeps as it is, because it would be another tenant there',
    withEmptyStore(async ({ audit, connections, dataKeys, tenants }) => {
      await insertDataKeys(dataKeys, '\ufffd')
      await connections.insert(connectionRecord({ tenant: '\ufffd' }))
      for (const tenant of ['\ud83e', '\udd9c', 'a\u0000b']) {
        const attempts: readonly (() => Promise<unknown>)[] = [
          () => connections.list(tenant, { limit: 1 }),
          () => connections.get(tenant, 'a'),
          () => connections.insert(connectionRecord({ tenant })),
          () => dataKeys.list(tenant),
          () => audit.head(tenant),
          () => tenants.remove(tenant),
        ]
        for (const attempt of attempts) expect(await failureCode(attempt)).toBe('ERR_OPTION_INVALID')
      }
      expect((await connections.list('\ufffd', { limit: 10 })).connections.length).toBe(1)
    }),
  )

  it(
    'records a removal along with it, or does neither',
    withEmptyStore(async (store) => {
      const { audit, connections, tenants } = store
      await fill(store, 'one')
      const before = await audit.list('one', { limit: 10 })
      const refused = () =>
        tenants.remove('one', () => {
          throw new Error('No entry.')
        })
      await failureCode(refused)
      expect((await connections.list('one', { limit: 10 })).connections.length > 0).toBe(true)
      const subject = { kind: 'tenant', id: 'one' } as const
      await tenants.remove('one', (after) => auditEntry({ action: 'tenant.removed', subject, after: { ...after } }))
      const [entry, ...more] = (await audit.list('one', { limit: 10 })).slice(before.length)
      expect([entry?.action, entry?.after, more]).toEqual([
        'tenant.removed',
        { connections: 3, oauthClients: 1, dataKeys: 2 },
        [],
      ])
    }),
  )

  it(
    'removes everything of one tenant and nothing of another; its audit entries stay',
    withEmptyStore(async (store) => {
      const { access, audit, authorizations, connections, dataKeys, idempotency, oauthClients, sealed, tenants } = store
      for (const tenant of ['one', 'two']) await fill(store, tenant)
      const kept = await audit.list('one', { limit: 10 })
      expect(await tenants.remove('one')).toEqual({ connections: 3, oauthClients: 1, dataKeys: 2 })
      expect(await tenants.list({ limit: 10 })).toEqual(['two'])
      expect((await connections.list('one', { limit: 10 })).connections).toEqual([])
      expect((await connections.list('one', { limit: 10, removed: true })).connections).toEqual([])
      expect((await connections.list('one', { limit: 10, search: 'example' })).connections).toEqual([])
      expect(await connections.get('one', 'a')).toBe(undefined)
      expect(await oauthClients.list('one')).toEqual([])
      expect(await dataKeys.list('one')).toEqual([])
      expect(await sealed.count('one', 'key-1')).toBe(0)
      expect(await idempotency.find('one', 'hash', now)).toBe(undefined)
      expect(await authorizations.take('hash-one', now)).toBe(undefined)
      expect(await access.listKeys('one')).toEqual([])
      for (const kind of ['key', 'session', 'link']) expect(await access.find(`${kind}-one`)).toBe(undefined)
      expect(await audit.list('one', { limit: 10 })).toEqual(kept)
      expect((await audit.append('one', auditEntry())).sequence).toBe(2)

      expect(await connections.get('two', 'a')).toEqual(connectionRecord({ tenant: 'two', grant: grantRecord() }))
      expect(await sealed.count('two', 'key-1')).toBe(4)
      expect((await access.listKeys('two')).map(({ hash }) => hash)).toEqual(['key-two'])
      for (const kind of ['key', 'session', 'link']) expect((await access.find(`${kind}-two`))?.tenant).toBe('two')
      expect((await authorizations.take('hash-two', now))?.tenant).toBe('two')
      expect((await idempotency.find('two', 'hash', now))?.connection).toBe('a')
      expect(await tenants.remove('one')).toEqual({ connections: 0, oauthClients: 0, dataKeys: 0 })
      expect(await tenants.remove('never')).toEqual({ connections: 0, oauthClients: 0, dataKeys: 0 })
    }),
  )

  it(
    'begins anew after its removal',
    withEmptyStore(async (store) => {
      await fill(store, 'one')
      await store.tenants.remove('one')
      await fill(store, 'one')
      expect(await store.tenants.remove('one')).toEqual({ connections: 3, oauthClients: 1, dataKeys: 2 })
    }),
  )

  it(
    'removes a tenant while connections of it are stored: none is left that names a key',
    withEmptyStore(async (store) => {
      await store.dataKeys.insertActive(dataKeyRecord())
      const inserts = Array.from({ length: 20 }, (_, index) =>
        failureCode(() => store.connections.insert(connectionRecord({ id: `${index}` }))),
      )
      const { dataKeys } = await store.tenants.remove('one')
      const codes = await Promise.all(inserts)
      expect(dataKeys).toBe(1)
      expect(codes.every((code) => code === undefined || code === 'ERR_STORE_KEY_GONE')).toBe(true)
      expect(await store.sealed.count('one', 'key-1')).toBe(0)
      expect((await store.connections.list('one', { limit: 100 })).connections).toEqual([])
    }),
  )
}

async function fill(store: StoreOfRecords, tenant: string): Promise<void> {
  await insertDataKeys(store.dataKeys, tenant)
  const idempotency = { keyHash: 'hash', request: 'x', expiresAt: '2026-01-02T00:00:00.000Z' }
  const { connections } = store
  await connections.insert(connectionRecord({ tenant, grant: grantRecord() }), { idempotency })
  await connections.insert(connectionRecord({ tenant, id: 'b', removedAt: now }))
  await connections.insert(connectionRecord({ tenant, id: 'c', sealed: null, keyId: null }))
  await connections.leaseGrant({ tenant, id: 'c' }, { holder: 'x', now, until: now })
  await store.oauthClients.insert(oauthClientRecord({ tenant }))
  await store.authorizations.insert(authorizationRecord({ tenant, stateHash: `hash-${tenant}` }))
  const expiresAt = '2026-01-02T00:00:00.000Z'
  const reach = 'every_tenant'
  await store.access.insert(accessRecord({ tenant, id: 'key', hash: `key-${tenant}` }))
  await store.access.insert(
    accessRecord({ tenant, id: 'session', hash: `session-${tenant}`, kind: 'session', reach, expiresAt }),
  )
  await store.access.insert(accessRecord({ tenant, id: 'link', hash: `link-${tenant}`, kind: 'login_link', expiresAt }))
  await store.audit.append(tenant, auditEntry())
}
