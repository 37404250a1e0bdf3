import type { ConnectionStore } from './connection-store.ts'
import type { DataKeyStore } from './data-key-store.ts'
import type { AuthorizationStore, OAuthClientStore } from './oauth-store.ts'

export interface Store {
  readonly connections: ConnectionStore
  readonly oauthClients: OAuthClientStore
  readonly authorizations: AuthorizationStore
  readonly dataKeys: DataKeyStore
  close(): Promise<void>
}
