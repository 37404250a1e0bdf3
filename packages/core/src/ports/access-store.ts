import type { AuditEntry, Audited } from './audit-store.ts'

/** What somebody may do; each one may also do what those before it may. */
export type Role = 'viewer' | 'editor' | 'admin'

/** `api_key` for programs, `session` for a browser, `login_link` for one sign-in that begins a session. */
export type AccessKind = 'api_key' | 'session' | 'login_link'

/** What lets a request in, as it is stored: the hash of a secret, never the secret. */
export interface AccessRecord {
  readonly tenant: string
  readonly id: string
  readonly kind: AccessKind
  /** SHA-256 of the secret; unique among all tenants, so that it is found before the tenant is known. */
  readonly hash: string
  /** As a person calls an API key; empty for the others. */
  readonly name: string
  /** The beginning of an API key, which tells keys apart and opens nothing; empty for the others. */
  readonly prefix: string
  readonly role: Role
  /** Whether it is good for the one tenant, or for all. Removed with its tenant all the same. */
  readonly reach: 'tenant' | 'every_tenant'
  /** ISO 8601. */
  readonly createdAt: string
  /** Actor. */
  readonly createdBy: string
  /** The last moment it is good at; null where it does not expire, as API keys alone may. */
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  /** API keys stay in the list once they are revoked. */
  readonly revokedAt: string | null
}

/** A session that takes the place of a login link. */
export interface RedeemedLink {
  readonly session: AccessRecord
  readonly audit: AuditEntry
}

/** API keys, sessions and login links, by the hash of their secret. */
export interface AccessStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id, or the hash, is taken. */
  insert(record: AccessRecord, options?: Audited): Promise<void>
  /** Of whatever tenant and kind; one that is expired or revoked, too. */
  find(hash: string): Promise<AccessRecord | undefined>
  /** The API keys of a tenant, revoked and expired ones too, oldest first. */
  listKeys(tenant: string): Promise<AccessRecord[]>
  /**
   * Revokes an API key of a tenant, once: one that was revoked before stays as it is, unaudited. Answers with the key as
   * it is then; undefined where there is none.
   */
  revokeKey(
    tenant: string,
    id: string,
    options: { readonly revokedAt: string } & Audited,
  ): Promise<AccessRecord | undefined>
  /** Notes that it was used, unless it is noted already that it was used at `unless` or later. */
  noteUse(
    place: Pick<AccessRecord, 'tenant' | 'id'>,
    use: { readonly at: string; readonly unless: string },
  ): Promise<void>
  /**
   * Takes a login link out and puts the session in that `begin` makes of it, in one transaction; undefined where no link
   * has the hash, or it expired before `now`. Of many who redeem a link, one does. `begin` may be called more than once.
   * Clears away what expired before `now`.
   */
  redeem(hash: string, now: string, begin: (link: AccessRecord) => RedeemedLink): Promise<AccessRecord | undefined>
  /** Deletes a session; `describe` makes the audit entry of it. False where none has the hash. */
  endSession(hash: string, describe?: (session: AccessRecord) => AuditEntry): Promise<boolean>
  /** Deletes sessions and login links that expired before `now`, of every tenant; answers how many. */
  clear(now: string): Promise<number>
}
