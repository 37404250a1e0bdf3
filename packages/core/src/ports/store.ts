import type { AccessStore } from './access-store.ts'
import type { AuditStore } from './audit-store.ts'
import type { ConnectionStore } from './connection-store.ts'
import type { DataKeyStore } from './data-key-store.ts'
import type { JobQueue, QueueOptions } from './job-queue.ts'
import type { AuthorizationStore, OAuthClientStore } from './oauth-store.ts'
import type { SealedStore } from './sealed-store.ts'
import type { SetupStore } from './setup-store.ts'
import type { IdempotencyStore, TenantStore } from './tenant-store.ts'

export interface Store {
  readonly connections: ConnectionStore
  readonly oauthClients: OAuthClientStore
  readonly authorizations: AuthorizationStore
  readonly dataKeys: DataKeyStore
  readonly sealed: SealedStore
  readonly audit: AuditStore
  readonly idempotency: IdempotencyStore
  readonly tenants: TenantStore
  readonly access: AccessStore
  readonly setups: SetupStore
  /** Work in the background, in this database where several processes can share it, else in this process. */
  openQueue(options?: QueueOptions): Promise<JobQueue>
  close(): Promise<void>
}
