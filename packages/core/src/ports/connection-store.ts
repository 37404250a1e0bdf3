import type { Cause } from '../definition.ts'
import type { TestResult } from './adapter.ts'
import type { Audited } from './audit-store.ts'
import type { IdempotencyRecord } from './tenant-store.ts'

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
  /** What a search finds it by, besides its name and definition: a store hash, a subdomain, a host. */
  readonly searchTerms: readonly string[]
  /** When each saved secret was last typed: field → ISO 8601. */
  readonly secretFields: Readonly<Record<string, string>>
  /** JWE compact of all secrets as one JSON object, or null where the connection has none. */
  readonly sealed: string | null
  /** Id of the data key `sealed` was made with; null with it. */
  readonly keyId: string | null
  readonly grant: GrantRecord | null
  readonly lastTest: TestResult | null
  /** 1 at first, one more with every edit. */
  readonly revision: number
  readonly createdAt: string
  /** Of the last edit. */
  readonly updatedAt: string
  /** ISO 8601; null as long as nobody has removed it. A removed one can be restored until it is purged. */
  readonly removedAt: string | null
}

/** A connection as it is shown, alone or in a list: without what is sealed. */
export type ConnectionSummary = Omit<ConnectionRecord, 'sealed' | 'keyId' | 'grant' | 'searchTerms'>

/** What a list can be sorted by; `cause` and `testedAt` are those of the last test. */
export type ConnectionSort =
  | 'name'
  | 'definition'
  | 'authType'
  | 'status'
  | 'cause'
  | 'testedAt'
  | 'createdAt'
  | 'updatedAt'

export interface ConnectionQuery {
  readonly definition?: string
  readonly status?: ConnectionStatus
  /** Cause of the last test; `untested` where there was none. */
  readonly cause?: Cause | 'untested'
  /** Only these kinds; every auth type of a definition where none is named. An empty list finds nothing. */
  readonly kinds?: readonly { readonly definition: string; readonly authType?: string }[]
  /** Part of the name, the definition's id or a search term, upper and lower case alike. */
  readonly search?: string
  /** Id of the OAuth client that the form names in its field `oauthClient`. */
  readonly oauthClient?: string
  /** Removed ones instead of the others. */
  readonly removed?: boolean
  /** Default is by `createdAt`, oldest first. Ties go by id, in the same direction. */
  readonly sort?: { readonly by: ConnectionSort; readonly descending?: boolean }
  /** At most this many; 1 to 1000. */
  readonly limit: number
  /** `next` of the page before; of the same sort. */
  readonly after?: ConnectionPosition
}

/** Where a page of a sorted list ends. */
export interface ConnectionPosition {
  /** What the last row was sorted by, as text. */
  readonly key: string
  readonly id: string
}

export interface ConnectionPage {
  readonly connections: readonly ConnectionSummary[]
  /** Where more follow. */
  readonly next?: ConnectionPosition
}

/** What becomes due: a test, the renewal of a grant, the purge of a removed connection. */
export type DueWork = 'test' | 'renewal' | 'purge'

export interface DueConnection {
  readonly tenant: string
  readonly id: string
  /** Since when: of the last test (empty where there was none), the grant's end, the removal. ISO 8601. */
  readonly since: string
}

export interface DueQuery {
  /** `since` lies before this. */
  readonly before: string
  /** 1 to 1000. */
  readonly limit: number
  readonly after?: DueConnection
}

export interface InsertOptions extends Audited {
  /** Stored along; fails with `ERR_IDEMPOTENCY_CONFLICT`, and stores nothing, where the key was used already. */
  readonly idempotency?: Omit<IdempotencyRecord, 'connection'>
}

export interface UpdateRecordOptions extends Audited {
  /** The grant from here on; where it is absent, the stored one stays. */
  readonly grant?: GrantRecord | null
  /**
   * What is known of whether it works. Where it is absent, both members are as the record says; of a member that is left
   * out, the stored one stays: a test in between must not be undone by an edit of something else.
   */
  readonly state?: Partial<Pick<ConnectionRecord, 'status' | 'lastTest'>>
  /** The sealed secrets from here on; where it is absent, the stored ones stay. */
  readonly credentials?: Pick<ConnectionRecord, 'sealed' | 'keyId'>
}

export interface ConnectionStore {
  /**
   * Fails with `ERR_STORE_CONFLICT` where the id is taken, and with `ERR_STORE_KEY_GONE` where the data key of
   * something sealed is not in the store: load the keys of the tenant and seal again.
   */
  insert(record: ConnectionRecord, options?: InsertOptions): Promise<void>
  /** Removed ones too. */
  get(tenant: string, id: string): Promise<ConnectionRecord | undefined>
  /** The same without what is sealed, for whoever only shows it: of one table alone. */
  getSummary(tenant: string, id: string): Promise<ConnectionSummary | undefined>
  list(tenant: string, query: ConnectionQuery): Promise<ConnectionPage>
  /** Of every tenant, longest due first: what is active or failing for `test` and `renewal`, what was removed for `purge`. */
  due(work: DueWork, query: DueQuery): Promise<DueConnection[]>
  /**
   * Writes `record` (whose revision is `expectedRevision + 1`, or the same for what is no edit, such as the result of a
   * test: a form that is open meanwhile is still of this revision) if the stored revision is the expected one; otherwise
   * `StoreConflictError`. What is sealed stays, whatever `record` says of it, unless `options` give something else: a
   * renewal or a sweep in between must not be undone by an edit of something else. `ERR_STORE_KEY_GONE` as in `insert`.
   */
  update(record: ConnectionRecord, expectedRevision: number, options?: UpdateRecordOptions): Promise<void>
  /**
   * Deletes the row and what is sealed of it. True where there was one. With `expectedRevision`, a changed row is kept
   * and `StoreConflictError` thrown.
   */
  remove(tenant: string, id: string, options?: Audited & { readonly expectedRevision?: number }): Promise<boolean>
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
