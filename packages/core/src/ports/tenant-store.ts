import type { AuditEntry } from './audit-store.ts'

/** How much of a tenant there was. */
export interface RemovedTenant {
  readonly connections: number
  readonly oauthClients: number
  readonly dataKeys: number
}

/** What the store holds for whom. */
export interface TenantStore {
  /** Tenants that have a data key, by id. */
  list(page: { readonly limit: number; readonly after?: string }): Promise<string[]>
  /**
   * Deletes everything of a tenant in one transaction: connections, removed ones too, OAuth clients, authorisations,
   * idempotency keys, API keys, sessions, login links and data keys, without which no copy of its secrets opens. Its audit
   * entries stay, and the one that `describe` makes of the removal is appended along with it.
   */
  remove(tenant: string, describe?: (removed: RemovedTenant) => AuditEntry): Promise<RemovedTenant>
}

/** What a caller sent with a key of its own choice, so that sending it again makes nothing twice. */
export interface IdempotencyRecord {
  /** Hash of the caller's key. */
  readonly keyHash: string
  /** Fingerprint of what was sent; the same key with another one is a mistake. */
  readonly request: string
  /** Id of the connection that came of it. */
  readonly connection: string
  /** ISO 8601. */
  readonly expiresAt: string
}

export interface IdempotencyStore {
  /** Undefined where there is none, or only one that expired before `now`. */
  find(tenant: string, keyHash: string, now: string): Promise<IdempotencyRecord | undefined>
  /** Clears away what expired before `now`, of every tenant; answers how many. */
  clear(now: string): Promise<number>
}
