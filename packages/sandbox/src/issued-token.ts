/** A token that the sandbox gave out while it ran, with what has become of it. It opens nothing else. */
export interface IssuedToken {
  readonly kind: 'app' | 'storefront' | 'private' | 'customer-impersonation' | 'pim-access' | 'pim-refresh'
  readonly token: string
  /** Store hash, or host of the PIM. */
  readonly owner: string
  /** Channels a storefront token is good for; empty for the other kinds. */
  readonly channelIds: readonly number[]
  /** As granted; empty where the kind has none. */
  readonly scopes: readonly string[]
  /** ISO 8601, like `expiresAt`. */
  readonly issuedAt: string
  /** Null where the token does not expire. */
  readonly expiresAt: string | null
  readonly revoked: boolean
  readonly expired: boolean
}
