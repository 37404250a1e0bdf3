import type { Audited } from './audit-store.ts'

/** A reusable client ID and client secret, as it is stored. */
export interface OAuthClientRecord {
  readonly tenant: string
  readonly id: string
  /** Id of the definition it is for. */
  readonly definition: string
  readonly name: string
  readonly clientId: string
  /** JWE compact of the client secret. */
  readonly sealed: string
  readonly keyId: string
  readonly secretUpdatedAt: string
  /** 1 at first, one more with every update. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface UpdateClientOptions extends Audited {
  /** The sealed secret from here on; where it is absent, the stored one stays. */
  readonly secret?: Pick<OAuthClientRecord, 'sealed' | 'keyId'>
}

export interface OAuthClientStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id is taken. */
  insert(record: OAuthClientRecord, options?: Audited): Promise<void>
  get(tenant: string, id: string): Promise<OAuthClientRecord | undefined>
  /** By name, then id; those of one definition where one is named. */
  list(tenant: string, definition?: string): Promise<OAuthClientRecord[]>
  /** Like {@link ConnectionStore.update}: what is sealed stays, whatever `record` says of it, unless `options` give another. */
  update(record: OAuthClientRecord, expectedRevision: number, options?: UpdateClientOptions): Promise<void>
  /** True where a row was removed; false where none was there, or a connection (a removed one, too) still names it in `oauthClient`. */
  removeUnused(tenant: string, id: string, options?: Audited): Promise<boolean>
}

/** An authorisation under way: what the callback with its state will finish. */
export interface AuthorizationRecord {
  /** SHA-256 of the state, so that the database alone finishes nothing. */
  readonly stateHash: string
  readonly tenant: string
  readonly connection: string
  readonly definition: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** ISO 8601. */
  readonly createdAt: string
  readonly expiresAt: string
}

export interface AuthorizationStore {
  insert(record: AuthorizationRecord): Promise<void>
  /** Takes the authorisation out: the same state finds nothing again, and an expired one finds nothing at all. Clears away what expired before `now`. */
  take(stateHash: string, now: string): Promise<AuthorizationRecord | undefined>
}
