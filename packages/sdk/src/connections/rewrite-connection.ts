import { type ConnectionRecord, StoreConflictError } from '@connform/core'
import { type Context, findRecord } from './context.ts'

/** What can change without regard to the rest of a row. */
type Rewritten = Pick<ConnectionRecord, 'status'> & Partial<Pick<ConnectionRecord, 'lastTest' | 'grant'>>

const MAX_ATTEMPTS = 5

/**
 * Changes what does not depend on the rest of the row; a change by somebody else in between is read and kept. Where
 * `change` answers undefined, the row stays as it is.
 */
export async function rewriteConnection(
  context: Context,
  record: ConnectionRecord,
  change: (latest: ConnectionRecord) => Rewritten | undefined,
): Promise<ConnectionRecord> {
  let latest = record
  for (let attempt = 1; ; attempt++) {
    const rewritten = change(latest)
    if (rewritten === undefined) return latest
    const updatedAt = context.clock().toISOString()
    const next = { ...latest, ...rewritten, revision: latest.revision + 1, updatedAt }
    try {
      await context.store.update(next, latest.revision, rewritten.grant === undefined ? {} : { grant: rewritten.grant })
      return next
    } catch (error) {
      if (!(error instanceof StoreConflictError) || attempt === MAX_ATTEMPTS) throw error
    }
    latest = await findRecord(context, record.id)
  }
}
