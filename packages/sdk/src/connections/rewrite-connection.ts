import { type AuditAction, type ConnectionRecord, StoreConflictError } from '@connform/core'
import { connectionEntry } from '../audit/connection-entry.ts'
import { type Context, connectionNotFound } from './context.ts'

/** What can change without regard to the rest of a row. */
type Rewritten = Partial<Pick<ConnectionRecord, 'status' | 'lastTest' | 'grant' | 'removedAt'>>

export interface Rewriting {
  /** What the audit calls it; nothing is recorded where it is undefined. */
  readonly action?: AuditAction
  /** False for what nobody edited, such as the result of a test: the revision stays. Default is true. */
  readonly isEdit?: boolean
  /** Where it answers undefined, the row stays as it is. */
  readonly change: (latest: ConnectionRecord) => Rewritten | undefined | Promise<Rewritten | undefined>
}

const MAX_ATTEMPTS = 5

/**
 * Changes what does not depend on the rest of the row; a change by somebody else in between is read and kept. Throws
 * `ERR_CONNECTION_NOT_FOUND` where the row is gone by then.
 */
export async function rewriteConnection(
  context: Context,
  record: ConnectionRecord,
  { action, change, isEdit = true }: Rewriting,
): Promise<ConnectionRecord> {
  const { tenant, store, clock } = context
  let latest = record
  for (let attempt = 1; ; attempt++) {
    const rewritten = await change(latest)
    if (rewritten === undefined) return latest
    const edited = isEdit ? { revision: latest.revision + 1, updatedAt: clock().toISOString() } : {}
    const next = { ...latest, ...rewritten, ...edited }
    const { status, lastTest, grant } = rewritten
    try {
      await store.update(next, latest.revision, {
        state: { ...(status === undefined ? {} : { status }), ...(lastTest === undefined ? {} : { lastTest }) },
        ...(grant === undefined ? {} : { grant }),
        ...(action === undefined ? {} : { audit: connectionEntry(context, action, { before: latest, after: next }) }),
      })
      return next
    } catch (error) {
      if (!(error instanceof StoreConflictError) || attempt === MAX_ATTEMPTS) throw error
    }
    const read = await store.get(tenant, record.id)
    // One that was removed meanwhile is gone, unless it was removed before, and is being restored.
    if (read === undefined || (read.removedAt !== null && record.removedAt === null))
      throw connectionNotFound(record.id)
    latest = read
  }
}
