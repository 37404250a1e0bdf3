import {
  type AccessStore,
  type AuditStore,
  type AuthorizationStore,
  type Clock,
  type ConnectionRecord,
  type ConnectionStore,
  type ConnectionSummary,
  ConnformError,
  type DataKeyStore,
  type HttpClient,
  type HttpStreamClient,
  type IdempotencyStore,
  type OAuth,
  type OAuthClientStore,
  type SealedStore,
  type SetupStore,
  type Vault,
} from '@connform/core'
import type { Principal } from '../access/access.ts'
import type { Recent } from '../client/recent.ts'
import type { Readied } from '../client/signer.ts'
import type { DefinitionRegistry } from '../definitions.ts'
import type { UsableGrant } from '../grants/current-grant.ts'
import { connectionView, noticesAt } from './connection-view.ts'
import type { Connection } from './connections.ts'

/** Who acts where nobody is named: work in the background. */
export const SYSTEM = 'system'

/** What the functions of one tenant's connections work with. */
export interface Context {
  readonly tenant: string
  /** Who acts, as the audit names them. */
  readonly actor: string
  readonly store: ConnectionStore
  readonly vault: Vault
  readonly http: HttpClient
  readonly stream: HttpStreamClient
  readonly oauth: OAuth
  readonly oauthClients: OAuthClientStore
  readonly authorizations: AuthorizationStore
  readonly dataKeys: DataKeyStore
  readonly sealed: SealedStore
  readonly audit: AuditStore
  readonly idempotency: IdempotencyStore
  readonly access: AccessStore
  readonly setups: SetupStore
  readonly clock: Clock
  readonly definitions: DefinitionRegistry
  /** Renewals under way in this process, by tenant and connection: whoever else wants one waits for it. */
  readonly renewals: Map<string, Promise<UsableGrant>>
  /** For clients alone: everything else reads the store. */
  readonly recent: Recent<Readied>
  /** Who came in of late. */
  readonly principals: Recent<Principal>
}

/** The stored row of a connection. Throws `ERR_CONNECTION_NOT_FOUND`, also for one that was removed. */
export async function findRecord({ tenant, store }: Context, id: string): Promise<ConnectionRecord> {
  const record = await store.get(tenant, id)
  if (record === undefined || record.removedAt !== null) throw connectionNotFound(id)
  return record
}

/** The same without what is sealed, for whoever only shows it. */
export async function findSummary({ tenant, store }: Context, id: string): Promise<ConnectionSummary> {
  const summary = await store.getSummary(tenant, id)
  if (summary === undefined || summary.removedAt !== null) throw connectionNotFound(id)
  return summary
}

/** Repeats only what has the form of an id: anything else may be a secret in the wrong place. */
export function connectionNotFound(id: string): ConnformError {
  const shown = /^[0-9a-f-]{1,36}$/i.test(id) ? ` ${id}` : ' with this id'
  return new ConnformError('ERR_CONNECTION_NOT_FOUND', `There is no connection${shown}.`)
}

/** A row as it is shown at this moment. */
export const viewAtPresent = ({ definitions, clock }: Context, record: ConnectionSummary): Connection =>
  connectionView(record, definitions.find(record.definition), noticesAt(clock()))
