/**
 * The columns as the databases hold them: text and whole numbers. Moments are ISO 8601 in UTC, which sorts as text; what
 * has members is JSON.
 */
export interface Tables {
  readonly connections: ConnectionRow
  readonly connection_secrets: ConnectionSecretRow
  readonly connection_search: ConnectionSearchRow
  readonly grants: GrantRow & GrantLeaseRow & { readonly tenant: string; readonly connection: string }
  readonly oauth_clients: OAuthClientRow
  readonly authorizations: AuthorizationRow
  readonly data_keys: DataKeyRow
  readonly audit_entries: AuditEntryRow
  readonly audit_heads: AuditHeadRow
  readonly idempotency_keys: IdempotencyKeyRow
  readonly access_passes: AccessPassRow
  readonly setups: SetupRow
}

// --- connections ---

/** What an edit writes. */
export interface ConnectionRow {
  readonly tenant: string
  readonly id: string
  readonly definition: string
  readonly definition_version: string
  readonly name: string
  /** The name as it is sorted, see `foldText`. */
  readonly name_folded: string
  readonly auth_type: string
  readonly status: string
  /** JSON. */
  readonly field_values: string
  /** The `oauthClient` of the values, to find connections by it. */
  readonly oauth_client: string | null
  /** JSON. */
  readonly search_terms: string
  /** JSON. */
  readonly secret_fields: string
  /** JSON. */
  readonly last_test: string | null
  /** Of the last test; `untested` where there was none. */
  readonly cause: string
  /** Of the last test; empty where there was none. */
  readonly tested_at: string
  readonly revision: number
  readonly created_at: string
  readonly updated_at: string
  readonly removed_at: string | null
}

/** A row of its own, as the ones below: what writes them, a sweep or a renewal, leaves the indexes of a connection alone. */
export interface ConnectionSecretRow {
  readonly tenant: string
  readonly connection: string
  readonly sealed: string
  readonly key_id: string
}

export interface ConnectionSearchRow {
  readonly tenant: string
  readonly id: string
  /** See `searchText`. */
  readonly text: string
}

/** What a renewal writes; all null where the connection has no grant, only a lease. */
export interface GrantRow {
  readonly sealed: string | null
  readonly key_id: string | null
  readonly expires_at: string | null
  /** JSON. */
  readonly scopes: string | null
  readonly issued_at: string | null
}

/** Who renews the grant, until when; both null where nobody does. */
export interface GrantLeaseRow {
  readonly lease_holder: string | null
  readonly lease_until: string | null
}

// --- the others ---

export interface OAuthClientRow {
  readonly tenant: string
  readonly id: string
  readonly definition: string
  readonly name: string
  readonly client_id: string
  readonly sealed: string
  readonly key_id: string
  readonly secret_updated_at: string
  readonly revision: number
  readonly created_at: string
  readonly updated_at: string
}

export interface AuthorizationRow {
  readonly state_hash: string
  readonly tenant: string
  readonly connection: string
  readonly definition: string
  readonly redirect_uri: string
  /** JSON. */
  readonly scopes: string
  readonly created_at: string
  readonly expires_at: string
}

export interface DataKeyRow {
  readonly tenant: string
  readonly key_id: string
  readonly wrapped: string
  readonly wrapped_by: string
  readonly state: string
  readonly uses: number
  readonly created_at: string
}

export interface AuditEntryRow {
  readonly tenant: string
  readonly sequence: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly subject_kind: string
  readonly subject_id: string
  /** JSON. */
  readonly fields: string
  /** JSON. */
  readonly values_before: string | null
  /** JSON. */
  readonly values_after: string | null
  readonly previous_hash: string
  readonly hash: string
}

/** The last entry of a tenant. Apart from the entries, so that the end of a chain cannot go missing unseen. */
export interface AuditHeadRow {
  readonly tenant: string
  readonly sequence: number
  readonly hash: string
}

export interface IdempotencyKeyRow {
  readonly tenant: string
  readonly key_hash: string
  readonly request: string
  readonly connection: string
  readonly expires_at: string
}

/** An API key, a session or a login link, by the hash of its secret. */
export interface AccessPassRow {
  readonly tenant: string
  readonly id: string
  readonly kind: string
  readonly hash: string
  readonly name: string
  readonly prefix: string
  readonly role: string
  readonly reach: string
  readonly created_at: string
  readonly created_by: string
  readonly expires_at: string | null
  readonly last_used_at: string | null
  readonly revoked_at: string | null
}

export interface SetupRow {
  readonly tenant: string
  readonly id: string
  readonly document: string
  /** The document where only one of the tenant may follow it, so that a unique index says so. */
  readonly single_of: string | null
  readonly document_version: string
  readonly name: string
  /** JSON. */
  readonly slots: string
  /** JSON. */
  readonly settings: string
  readonly used_at: string | null
  /** JSON. */
  readonly used_with: string | null
  readonly revision: number
  readonly created_at: string
  readonly updated_at: string
}
