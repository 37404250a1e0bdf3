import type { Store } from '../ports.ts'
import { authorizationStoreContract } from './authorization-store-contract.ts'
import { connectionListContract } from './connection-list-contract.ts'
import { connectionStoreContract } from './connection-store-contract.ts'
import { dataKeyStoreContract } from './data-key-store-contract.ts'
import { failureCode } from './failure-code.ts'
import { grantContract } from './grant-contract.ts'
import { grantLeaseContract } from './grant-lease-contract.ts'
import { oauthClientStoreContract } from './oauth-client-store-contract.ts'
import { authorizationRecord, connectionRecord, oauthClientRecord } from './records.ts'
import type { ContractRunner } from './runner.ts'

/**
 * What every {@link Store} does. Run it in the tests of an implementation:
 *
 * ```ts
 * storeContract({ describe, it, expect }, () => openStore('sqlite::memory:'))
 * ```
 *
 * @param openStore Opens a store with nothing in it; called once per test, which closes it.
 */
export function storeContract(runner: ContractRunner, openStore: () => Promise<Store>): void {
  const { describe, it, expect } = runner

  /** Runs `body` on a store of its own. */
  const withStore = (body: (store: Store) => Promise<void>) => async () => {
    const store = await openStore()
    try {
      await body(store)
    } finally {
      await store.close()
    }
  }

  describe('a store of connections', () => {
    connectionStoreContract(runner, (body) => withStore(({ connections }) => body(connections)))
  })

  describe('a store that lists connections', () => {
    connectionListContract(runner, (body) => withStore(({ connections }) => body(connections)))
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

  dataKeyStoreContract(runner, (body) => withStore(({ dataKeys }) => body(dataKeys)))

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
    })
  })
}
