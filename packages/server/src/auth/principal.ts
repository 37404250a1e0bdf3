import type { Issue, Secret } from 'connform'

/** What somebody may do; each role may what the one before may. */
export type Role = 'viewer' | 'editor' | 'admin'

/** Who a request comes from, and what it may do. */
export interface Principal {
  readonly id: string
  readonly kind: 'api_key' | 'session'
  /** As the audit names it. */
  readonly actor: string
  /** Null for every tenant. */
  readonly tenant: string | null
  readonly role: Role
  /** ISO 8601; null where it does not expire. */
  readonly expiresAt: string | null
}

/** An API key as it is listed: never the key itself. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly tenant: string
  readonly role: Role
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

/** Who may use a connform over the network. */
export interface Access {
  createKey(options: {
    readonly name: string
    readonly role: Role
    readonly expiresAt?: string
  }): Promise<
    | { readonly ok: true; readonly apiKey: ApiKey; readonly secret: Secret }
    | { readonly ok: false; readonly issues: readonly Issue[] }
  >
  listKeys(): Promise<readonly ApiKey[]>
  revokeKey(id: string): Promise<ApiKey>
  createLoginLink(options?: {
    readonly role?: Role
    readonly lifetimeMs?: number
    readonly allTenants?: boolean
  }): Promise<{ readonly token: Secret; readonly expiresAt: string }>
  redeemLoginLink(token: string): Promise<{ readonly session: Secret; readonly principal: Principal } | undefined>
  authenticate(secret: string): Promise<Principal | undefined>
  endSession(secret: string): Promise<void>
}

const ranks: Readonly<Record<Role, number>> = Object.freeze({ viewer: 1, editor: 2, admin: 3 })

/** Whether a role may what another one may. */
export const mayActAs = (held: Role, needed: Role): boolean => ranks[held] >= ranks[needed]
