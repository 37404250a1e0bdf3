/** The columns as SQLite holds them: text and whole numbers. Moments are ISO 8601 in UTC, which sorts as text. */
export interface Tables {
  readonly connections: ConnectionRow
  readonly data_keys: DataKeyRow
}

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

export interface DataKeyRow {
  readonly tenant: string
  readonly key_id: string
  readonly wrapped: string
  readonly state: string
  readonly uses: number
  readonly created_at: string
}
