import { type ConnectionRecord, StoreConflictError } from '@connform/core'
import { type Context, findRecord } from './context.ts'

/** What can change without regard to the rest of a row. */
type Rewritten = Pick<ConnectionRecord, 'status'> & Partial<Pick<ConnectionRecord, 'lastTest'>>

const MAX_ATTEMPTS = 5

/** Changes what does not depend on the rest of the row; a change by somebody else in between is read and kept. */
export async function rewriteConnection(
  context: Context,
  record: ConnectionRecord,
  change: (latest: ConnectionRecord) => Rewritten,
): Promise<ConnectionRecord> {
  let latest = record
  for (let attempt = 1; ; attempt++) {
    const updatedAt = context.clock().toISOString()
    const next = { ...latest, ...change(latest), revision: latest.revision + 1, updatedAt }
    try {
      await context.store.update(next, latest.revision)
      return next
    } catch (error) {
      if (!(error instanceof StoreConflictError) || attempt === MAX_ATTEMPTS) throw error
    }
    latest = await findRecord(context, record.id)
  }
}
