import { accessStoreContract } from './access-store-contract.ts'
import { auditStoreContract } from './audit-store-contract.ts'
import { authorizationStoreContract } from './authorization-store-contract.ts'
import { connectionListContract } from './connection-list-contract.ts'
import { connectionSearchContract } from './connection-search-contract.ts'
import { connectionSortContract } from './connection-sort-contract.ts'
import { connectionStoreContract } from './connection-store-contract.ts'
import { dataKeyStoreContract } from './data-key-store-contract.ts'
import { dueWorkContract } from './due-work-contract.ts'
import { failureCode } from './failure-code.ts'
import { grantContract } from './grant-contract.ts'
import { grantLeaseContract } from './grant-lease-contract.ts'
import { idempotencyContract } from './idempotency-contract.ts'
import { keyGoneContract } from './key-gone-contract.ts'
import { oauthClientStoreContract } from './oauth-client-store-contract.ts'
import { accessRecord, authorizationRecord, connectionRecord, insertDataKeys, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'
import { sealedStoreContract } from './sealed-store-contract.ts'
import { setupStoreContract } from './setup-store-contract.ts'
import type { StoreOfRecords, WithStore } from './store-of-records.ts'
import { tenantStoreContract } from './tenant-store-contract.ts'

/**
 * What every {@link Store} does. Run it in the tests of an implementation:
 *
 * ```ts
 * storeContract({ describe, it, expect }, () => openStore('sqlite::memory:'))
 * ```
 *
 * @param openStore Opens a store with nothing in it; called once per test, which closes it.
 */
export function storeContract(runner: ContractRunner, openStore: () => Promise<StoreOfRecords>): void {
  const { describe, it, expect } = runner

  /** Runs `body` on a store of its own with nothing in it. */
  const withEmptyStore = (body: (store: StoreOfRecords) => Promise<void>) => async () => {
    const store = await openStore()
    try {
      await body(store)
    } finally {
      await store.close()
    }
  }

  /** The same, with the data keys that sample records name. */
  const withStore: WithStore = (body) =>
    withEmptyStore(async (store) => {
      await insertDataKeys(store.dataKeys, 'one', 'two')
      await body(store)
    })

  describe('a store of connections', () => {
    connectionStoreContract(runner, (body) => withStore((store) => body(store.connections, store)))
  })

  describe('a store that lists connections', () => {
    connectionListContract(runner, (body) => withStore(({ connections }) => body(connections)))
  })

  describe('a store that sorts connections', () => {
    connectionSortContract(runner, withStore)
  })

  describe('a store that searches connections', () => {
    connectionSearchContract(runner, withStore)
  })

  describe('a store that knows what is due', () => {
    dueWorkContract(runner, withStore)
  })

  describe('a store of grants', () => {
    grantContract(runner, (body) => withStore(({ connections }) => body(connections)))
  })

  describe('a store that leases grants', () => {
    grantLeaseContract(runner, (body) => withStore(({ connections }) => body(connections)))
  })

  describe('a store of OAuth clients', () => {
    oauthClientStoreContract(runner, withStore)
  })

  describe('a store of authorisations under way', () => {
    authorizationStoreContract(runner, (body) => withStore(({ authorizations }) => body(authorizations)))
  })

  dataKeyStoreContract(runner, (body) => withEmptyStore(({ dataKeys }) => body(dataKeys)))

  describe('a store of everything sealed', () => {
    sealedStoreContract(runner, withStore)
  })

  describe('a store that needs the data key of everything sealed', () => {
    keyGoneContract(runner, withStore)
  })

  describe('a store of audit entries', () => {
    auditStoreContract(runner, withStore)
  })

  describe('a store of idempotency keys', () => {
    idempotencyContract(runner, withStore)
  })

  describe('a store of API keys, sessions and login links', () => {
    accessStoreContract(runner, withEmptyStore)
  })

  describe('a store of setups', () => {
    setupStoreContract(runner, withEmptyStore)
  })

  describe('a store of tenants', () => {
    tenantStoreContract(runner, withEmptyStore)
  })

  describe('a store that is closed', () => {
    it('refuses every call, and may be closed again', async () => {
      const store = await openStore()
      await store.close()
      await store.close()
      expect(await failureCode(() => store.connections.get('one', 'a'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.connections.insert(connectionRecord()))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.connections.releaseGrant(connectionRecord(), 'a'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.oauthClients.insert(oauthClientRecord()))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.authorizations.insert(authorizationRecord()))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.dataKeys.list('one'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.connections.list('one', { limit: 1 }))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.sealed.count('one', 'key-1'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.audit.head('one'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.idempotency.clear(''))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.access.insert(accessRecord()))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.access.find('hash-1'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.setups.list('one'))).toBe('ERR_CLOSED')
      expect(await failureCode(() => store.tenants.remove('one'))).toBe('ERR_CLOSED')
    })
  })
}
