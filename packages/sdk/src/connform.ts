import type { Adapter, Clock, Definition, SetupDocument } from '@connform/core'
import type { PostgresPool } from '@connform/storage'
import type { KeyEncryptionKey } from '@connform/vault'
import type { Access } from './access/access.ts'
import type { Audit } from './audit/audit.ts'
import type { Client } from './client/client.ts'
import type { Connections } from './connections/connections.ts'
import type { Definitions } from './definitions.ts'
import type { Keys } from './keys/keys.ts'
import type { OAuthClients } from './oauth/oauth-clients.ts'
import type { OAuthCallbacks } from './oauth/oauth-flow.ts'
import type { HostListReader } from './setups/setup-context.ts'
import type { Setups } from './setups/setups.ts'
import type { Tenants } from './tenants/tenants.ts'
import type { Worker, WorkOptions } from './work/work.ts'

export interface ConnformOptions {
  /** `sqlite:PATH`, `sqlite::memory:`, or `postgres://…`, which several processes and hosts share. */
  readonly database: string
  /** A pool of `pg` to use for a `postgres://` database instead of one of connform's own; it is not closed. */
  readonly pool?: PostgresPool
  readonly keys: KeyOptions
  /** Whose connections these are. Default is `default`. */
  readonly tenant?: string
  /** Who acts, as the audit names them, for example `user:42`. Default is `sdk`. See {@link Connform.as}. */
  readonly actor?: string
  /** Sends requests meant for a host elsewhere, for a sandbox or a staging system: host → base URL. */
  readonly hosts?: Readonly<Record<string, string>>
  /** Default is the machine's clock. */
  readonly clock?: Clock
  /** Definitions of your own, beside the built-in ones. */
  readonly definitions?: readonly Definition[]
  /** Code for definitions of your own, by definition id. */
  readonly adapters?: Readonly<Record<string, Adapter>>
  /** Setup documents of your own, beside the built-in ones. */
  readonly setups?: readonly SetupDocument[]
  /** Lists of your product that settings of setups are chosen from, by `document.list`; the document's own otherwise. */
  readonly lists?: Readonly<Record<string, HostListReader>>
}

/**
 * Where the key-encryption key comes from: a file, made on first use with mode 0600; 32 bytes; or one of
 * `@connform/vault`, such as a key of AWS KMS or of a Transit engine.
 */
export type KeyOptions = (
  | { readonly file: string }
  | { readonly key: Uint8Array | string }
  | { readonly keyEncryptionKey: KeyEncryptionKey }
) & {
  /** Keys that wrapped data keys before, until `keys.rewrap` has wrapped all of them by the present one. */
  readonly previous?: readonly KeyEncryptionKey[]
  /**
   * Seals that a process sets aside at its first use of a tenant; what it does not use is lost to the key, which is
   * followed by another after 2^30. Default is 2^20; short-lived processes want far fewer.
   */
  readonly sealsPerLease?: number
}

/** Everything connform does, for one tenant, in the name of one actor. */
export interface Connform {
  readonly tenantId: string
  readonly definitions: Definitions
  readonly connections: Connections
  /** Signed requests of one connection. */
  client(id: string): Client
  readonly oauthClients: OAuthClients
  readonly oauth: OAuthCallbacks
  /** Flows over several connections: what to connect, what to choose, and what may not change after the first use. */
  readonly setups: Setups
  readonly keys: Keys
  readonly audit: Audit
  readonly tenants: Tenants
  /** Who may come in from outside. */
  readonly access: Access
  /** The same for another tenant, on the same database and keys. */
  tenant(id: string): Connform
  /** The same in the name of another actor, whom the audit names. */
  as(actor: string): Connform
  /**
   * Works in the background, for all tenants, until the worker is closed: tests connections again, renews tokens, purges
   * what was removed, sweeps after keys were rotated, looks for notices that come due. `close` closes it, too.
   */
  work(options?: WorkOptions): Promise<Worker>
  /** Ends work in the background, closes the database and the network and forgets all keys. Later calls fail with `ERR_CLOSED`. */
  close(): Promise<void>
}
