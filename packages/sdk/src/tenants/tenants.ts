export interface TenantList {
  readonly tenants: readonly string[]
  /** Where more follow. */
  readonly next?: string
}

export interface RemoveTenantOptions {
  /** Takes issued tokens back at the providers first; a provider that is away stops nothing. Default is true. */
  readonly revoke?: boolean
  readonly signal?: AbortSignal
  /** Told of each connection whose token was looked after. */
  readonly onProgress?: (progress: { readonly done: number }) => void
}

export interface RemoveTenantResult {
  readonly connections: number
  readonly oauthClients: number
  readonly dataKeys: number
  /** Tokens that providers took back. */
  readonly revoked: number
}

/** Everybody whose connections are in this database. */
export interface Tenants {
  /** By id; those that have ever sealed something. At most `limit` (1 to 1000, default 100) after `after`. */
  list(options?: { readonly limit?: number; readonly after?: string }): Promise<TenantList>
  /**
   * Deletes everything of a tenant at once, without return: connections, OAuth clients, API keys, sessions and the data
   * keys, without which no copy of its secrets opens. What the audit says of it stays.
   */
  remove(id: string, options?: RemoveTenantOptions): Promise<RemoveTenantResult>
}
