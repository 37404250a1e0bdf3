import type { Adapter, Clock, Definition } from '@connform/core'
import type { Client } from './client/client.ts'
import type { Connections } from './connections/connections.ts'
import type { Definitions } from './definitions.ts'
import type { Keys } from './keys.ts'
import type { OAuthClients } from './oauth/oauth-clients.ts'
import type { OAuthCallbacks } from './oauth/oauth-flow.ts'

export interface ConnformOptions {
  /** `sqlite:PATH` or `sqlite::memory:`. */
  readonly database: string
  readonly keys: KeyOptions
  /** Whose connections these are. Default is `default`. */
  readonly tenant?: string
  /** Sends requests meant for a host elsewhere, for a sandbox or a staging system: host → base URL. */
  readonly hosts?: Readonly<Record<string, string>>
  /** Default is the machine's clock. */
  readonly clock?: Clock
  /** Definitions of your own, beside the built-in ones. */
  readonly definitions?: readonly Definition[]
  /** Code for definitions of your own, by definition id. */
  readonly adapters?: Readonly<Record<string, Adapter>>
}

/** Where the key-encryption key comes from: a file, made on first use with mode 0600, or 32 bytes. */
export type KeyOptions = ({ readonly file: string } | { readonly key: Uint8Array | string }) & {
  /**
   * Seals that a process sets aside at its first use of a tenant; what it does not use is lost to the key, which is
   * followed by another after 2^30. Default is 2^20; short-lived processes want far fewer.
   */
  readonly sealsPerLease?: number
}

/** Everything connform does, for one tenant. */
export interface Connform {
  readonly tenantId: string
  readonly definitions: Definitions
  readonly connections: Connections
  /** Signed requests of one connection. */
  client(id: string): Client
  readonly oauthClients: OAuthClients
  readonly oauth: OAuthCallbacks
  readonly keys: Keys
  /** The same for another tenant, on the same database and keys. */
  tenant(id: string): Connform
  /** Closes the database and the network and forgets all keys. Later calls fail with `ERR_CLOSED`. */
  close(): Promise<void>
}
