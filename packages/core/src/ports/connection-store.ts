import type { TestResult } from './adapter.ts'

/**
 * `pending` waits for its first authorisation, `needs_reauth` lost its grant and waits for another, `uninstalled` was
 * ended at the provider.
 */
export type ConnectionStatus = 'active' | 'inactive' | 'failing' | 'pending' | 'needs_reauth' | 'uninstalled'

/** A token that a provider issued for a connection, as it is stored. */
export interface GrantRecord {
  /** JWE compact of the tokens as one JSON object. */
  readonly sealed: string
  /** Id of the data key `sealed` was made with. */
  readonly keyId: string
  /** ISO 8601; null where the token does not expire. */
  readonly expiresAt: string | null
  /** As granted; null where the provider does not say. */
  readonly scopes: readonly string[] | null
  readonly issuedAt: string
}

/** A connection as it is stored: secrets only as one sealed token. */
export interface ConnectionRecord {
  readonly tenant: string
  readonly id: string
  readonly definition: string
  readonly definitionVersion: string
  readonly name: string
  readonly authType: string
  readonly status: ConnectionStatus
  readonly values: Readonly<Record<string, unknown>>
  /** When each saved secret was last typed: field → ISO 8601. */
  readonly secretFields: Readonly<Record<string, string>>
  /** JWE compact of all secrets as one JSON object, or null where the connection has none. */
  readonly sealed: string | null
  /** Id of the data key `sealed` was made with; null with it. */
  readonly keyId: string | null
  readonly grant: GrantRecord | null
  readonly lastTest: TestResult | null
  /** 1 at first, one more with every update. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ConnectionQuery {
  readonly definition?: string
  readonly status?: ConnectionStatus
  /** Part of the name, upper and lower case alike. */
  readonly search?: string
  /** Id of the OAuth client that the form names in its field `oauthClient`. */
  readonly oauthClient?: string
  /** At most this many; 1 to 1000. */
  readonly limit: number
  /** The last row of the page before: rows come ordered by `createdAt`, then `id`, oldest first. */
  readonly after?: { readonly createdAt: string; readonly id: string }
}

export interface ConnectionStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id is taken. */
  insert(record: ConnectionRecord): Promise<void>
  get(tenant: string, id: string): Promise<ConnectionRecord | undefined>
  list(tenant: string, query: ConnectionQuery): Promise<ConnectionRecord[]>
  /**
   * Writes `record` (whose revision is `expectedRevision + 1`) if the stored revision is the expected one; otherwise
   * `StoreConflictError`. The stored grant stays, whatever `record.grant` says, unless `options.grant` gives another:
   * a renewal in between must not be undone by an edit of something else.
   */
  update(
    record: ConnectionRecord,
    expectedRevision: number,
    options?: { readonly grant?: GrantRecord | null },
  ): Promise<void>
  /** True where a row was removed. With `expectedRevision`, a changed row is kept and `StoreConflictError` thrown. */
  remove(tenant: string, id: string, expectedRevision?: number): Promise<boolean>
  /**
   * Puts a grant in the place of the one sealed as `expected` (null where there was none); false where another stands
   * there by then or the row is gone. The revision stays: a renewal is no edit.
   */
  replaceGrant(
    place: Pick<ConnectionRecord, 'tenant' | 'id'>,
    expected: string | null,
    grant: GrantRecord | null,
  ): Promise<boolean>
  /**
   * Lets one holder at a time renew a grant; false while the lease of another lasts, or where the row is gone. The
   * holder itself may lease again. Lasts until `until`, so that a holder that dies stands in nobody's way for long.
   */
  leaseGrant(place: Pick<ConnectionRecord, 'tenant' | 'id'>, lease: GrantLease): Promise<boolean>
  /** Ends a lease before its time; nothing happens where another one holds it. */
  releaseGrant(place: Pick<ConnectionRecord, 'tenant' | 'id'>, holder: string): Promise<void>
}

export interface GrantLease {
  readonly holder: string
  /** ISO 8601. */
  readonly until: string
  /** The present moment, ISO 8601: a lease that ended before it is free. */
  readonly now: string
}
