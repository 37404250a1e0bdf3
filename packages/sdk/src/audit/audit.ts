import type { AuditAction, AuditRecord } from '@connform/core'

/** Which entries; every one where nothing is named. */
export interface AuditFilter {
  /** Id of a connection, an OAuth client, a key, an API key, a session, a login link or a tenant. */
  readonly subject?: string
  readonly action?: AuditAction
  readonly actor?: string
  /** From this moment on, ISO 8601. */
  readonly from?: string
  /** Before this moment. */
  readonly to?: string
}

export interface AuditListOptions extends AuditFilter {
  /** 1 to 1000. Default is 100. */
  readonly limit?: number
  /** Default is oldest first. */
  readonly newestFirst?: boolean
  /** `next` of the page before. */
  readonly after?: number
}

export interface AuditList {
  readonly entries: readonly AuditRecord[]
  /** Where more may follow. */
  readonly next?: number
}

/** Whether the entries are what was recorded, in full. */
export type AuditCheck =
  | {
      readonly ok: true
      /** How many. */
      readonly entries: number
      /** Of the last entry; keep it elsewhere to notice a chain that was computed anew. Empty where there is none. */
      readonly hash: string
    }
  | {
      readonly ok: false
      /** The first entry that is missing or was changed. */
      readonly sequence: number
      readonly message: string
    }

/** Who did what to the connections of a tenant, when. Nothing can be changed or removed. */
export interface Audit {
  list(options?: AuditListOptions): Promise<AuditList>
  /** Every entry, page by page, oldest first. */
  entries(filter?: AuditFilter): AsyncGenerator<AuditRecord, void, undefined>
  /** Computes the chain again, from the first entry to the last. */
  verify(options?: { readonly signal?: AbortSignal }): Promise<AuditCheck>
}
