import type { Issue, Role, Secret } from '@connform/core'

/** Who a request comes from, and what it may do. */
export interface Principal {
  /** Of the API key or the session. */
  readonly id: string
  readonly kind: 'api_key' | 'session'
  /** `api-key:<prefix>` or `session:<id>`: what the audit names, see `connform.as`. */
  readonly actor: string
  /** The one tenant it may do it for; null: every tenant. */
  readonly tenant: string | null
  readonly role: Role
  /** ISO 8601; null where it does not expire. */
  readonly expiresAt: string | null
}

/** An API key as it is read; the key itself is shown once, by `createKey`. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  /** How the key begins: `cf_` and 8 characters, by which it is recognised. */
  readonly prefix: string
  readonly tenant: string
  readonly role: Role
  readonly createdAt: string
  /** The actor who made it. */
  readonly createdBy: string
  /** ISO 8601; null where it does not expire. */
  readonly expiresAt: string | null
  /** Noted at most once a minute; null where it never was. */
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface CreateKeyOptions {
  /** For people, 1 to 255 characters. */
  readonly name: string
  readonly role: Role
  /** ISO 8601, in the future; a date alone is its first moment in UTC. Default is never. */
  readonly expiresAt?: string
}

export type CreateKeyResult =
  | {
      readonly ok: true
      readonly apiKey: ApiKey
      /** `cf_…`: to be handed over now, because only its hash is stored. */
      readonly secret: Secret
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

export interface LoginLinkOptions {
  /** Of the session. Default is `admin`. */
  readonly role?: Role
  /** How long it can be redeemed, 1 ms to 24 hours. Default is 15 minutes. */
  readonly lifetimeMs?: number
  /** Whether the session is good for every tenant. Default is this tenant alone. */
  readonly allTenants?: boolean
}

export interface LoginLink {
  /** `cfl_…`, redeemed once. */
  readonly token: Secret
  /** ISO 8601. */
  readonly expiresAt: string
}

export interface RedeemedLogin {
  /** `cfs_…`: what the browser is to hold. It ends after 12 hours, or by `endSession`. */
  readonly session: Secret
  readonly principal: Principal
}

/**
 * Who may come in from outside: API keys for programs, sessions for browsers, login links that begin a session. All are
 * 256 random bits, stored as their SHA-256 alone. What makes, lists and revokes is about this tenant, in the name of this
 * actor; `redeemLoginLink`, `authenticate` and `endSession` are about whatever tenant the secret is of.
 */
export interface Access {
  /** Makes an API key of this tenant. Mistakes are issues: an empty name, an unknown role, a moment that is past. */
  createKey(options: CreateKeyOptions): Promise<CreateKeyResult>
  /** Oldest first; revoked and expired ones, too. */
  listKeys(): Promise<ApiKey[]>
  /** For good. One that was revoked before stays as it is. Throws `ERR_API_KEY_NOT_FOUND`. */
  revokeKey(id: string): Promise<ApiKey>
  /** Throws `ERR_OPTION_INVALID` for an unknown role and a lifetime out of bounds. */
  createLoginLink(options?: LoginLinkOptions): Promise<LoginLink>
  /** Undefined for one that is unknown, expired or redeemed before; of several who redeem it at once, one does. */
  redeemLoginLink(token: string): Promise<RedeemedLogin | undefined>
  /**
   * Whose API key or session this is; undefined where it is unknown, expired or revoked. Notes its use at most once a
   * minute.
   *
   * What was found is kept in memory for a second, by the hash of the secret, so that a request costs no look into the
   * database. What this process revokes, ends or removes is refused at once all the same; what another process does is
   * noticed within that second.
   */
  authenticate(secret: string): Promise<Principal | undefined>
  /** Signs a session out; does nothing where there is none. */
  endSession(secret: string): Promise<void>
}
