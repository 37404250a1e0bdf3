/** The columns as SQLite holds them: text and whole numbers. Moments are ISO 8601 in UTC, which sorts as text. */
export interface Tables {
  readonly connections: ConnectionRow & GrantRow & GrantLeaseRow
  readonly oauth_clients: OAuthClientRow
  readonly authorizations: AuthorizationRow
  readonly data_keys: DataKeyRow
}

// --- connections ---

/** What an edit writes. */
export interface ConnectionRow {
  readonly tenant: string
  readonly id: string
  readonly definition: string
  readonly definition_version: string
  readonly name: string
  /** The name as it is searched, see `foldName`. */
  readonly name_folded: string
  readonly auth_type: string
  readonly status: string
  /** JSON. */
  readonly field_values: string
  /** The `oauthClient` of the values, to find connections by it. */
  readonly oauth_client: string | null
  /** JSON. */
  readonly secret_fields: string
  readonly sealed: string | null
  readonly key_id: string | null
  /** JSON. */
  readonly last_test: string | null
  readonly revision: number
  readonly created_at: string
  readonly updated_at: string
}

/** What a renewal writes; all null where the connection has no grant. */
export interface GrantRow {
  readonly grant_sealed: string | null
  readonly grant_key_id: string | null
  readonly grant_expires_at: string | null
  /** JSON. */
  readonly grant_scopes: string | null
  readonly grant_issued_at: string | null
}

/** Who renews the grant, until when; both null where nobody does. */
export interface GrantLeaseRow {
  readonly grant_lease_holder: string | null
  readonly grant_lease_until: string | null
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
  readonly state: string
  readonly uses: number
  readonly created_at: string
}
