/** What can be done to a thing that is recorded. */
export type AuditAction =
  | 'connection.created'
  | 'connection.updated'
  | 'connection.tested'
  | 'connection.status_set'
  | 'connection.authorized'
  | 'connection.reauthorized'
  | 'connection.uninstalled'
  | 'connection.removed'
  | 'connection.restored'
  | 'connection.purged'
  | 'oauth_client.created'
  | 'oauth_client.updated'
  | 'oauth_client.removed'
  | 'key.rotated'
  | 'key.swept'
  | 'key.destroyed'
  | 'key.rewrapped'
  | 'api_key.created'
  | 'api_key.revoked'
  | 'login_link.created'
  | 'session.opened'
  | 'session.ended'
  | 'setup.started'
  | 'setup.connected'
  | 'setup.saved'
  | 'setup.used'
  | 'setup.reset'
  | 'setup.removed'
  | 'tenant.removed'
  | 'notice.due'

export type AuditSubjectKind =
  | 'connection'
  | 'oauth_client'
  | 'key'
  | 'api_key'
  | 'login_link'
  | 'session'
  | 'setup'
  | 'tenant'

/** Who did what to what. Holds names of fields and values that are not secret; never a secret, masked or sealed. */
export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  /** As the embedder names it, for example `user:42`; `system` for work in the background. */
  readonly actor: string
  readonly action: AuditAction
  readonly subject: { readonly kind: AuditSubjectKind; readonly id: string }
  /** Names of the fields that changed, secret ones too. */
  readonly fields: readonly string[]
  /** Values that are not secret, of the changed fields alone; null where there was nothing before. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** An entry in its tenant's chain: each hash covers the entry and the hash before it, so a gap or a change shows. */
export interface AuditRecord extends AuditEntry {
  readonly tenant: string
  /** 1, 2, 3 … within the tenant. */
  readonly sequence: number
  /** Hash of the entry before; empty for the first. */
  readonly previousHash: string
  /** See `auditHash`. */
  readonly hash: string
}

export interface AuditQuery {
  readonly subject?: string
  readonly action?: AuditAction
  readonly actor?: string
  /** From this moment on, ISO 8601. */
  readonly from?: string
  /** Before this moment. */
  readonly to?: string
  /** Only entries after this one, or before it where `newestFirst`. */
  readonly after?: number
  readonly newestFirst?: boolean
  /** 1 to 1000. */
  readonly limit: number
}

/** Append-only: the database itself refuses to change or delete an entry. */
export interface AuditStore {
  append(tenant: string, entry: AuditEntry): Promise<AuditRecord>
  list(tenant: string, query: AuditQuery): Promise<AuditRecord[]>
  /** Where the chain ends, kept apart from it, so that a missing end shows; undefined before the first entry. */
  head(tenant: string): Promise<Pick<AuditRecord, 'sequence' | 'hash'> | undefined>
}

/** Recorded in the transaction of the change it is about: both are there, or neither. */
export interface Audited {
  readonly audit?: AuditEntry
}
