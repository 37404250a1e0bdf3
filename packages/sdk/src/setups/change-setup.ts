import { type AuditAction, type SetupRecord, StoreConflictError } from '@connform/core'
import { setupEntry } from '../audit/setup-entry.ts'
import { setupNotFound } from './find-setup.ts'
import type { SetupContext } from './setup-context.ts'

const MAX_ATTEMPTS = 5

/** What an act makes of a setup's row. */
export interface SetupChange {
  readonly action: AuditAction
  /** The row's new members. Called again with the row as it is by then, where somebody else wrote first. */
  readonly change: (
    record: SetupRecord,
  ) => Partial<Pick<SetupRecord, 'name' | 'slots' | 'settings' | 'usedAt' | 'usedWith'>>
  /** The caller read this revision, and wants no other changed. */
  readonly revision?: number | undefined
}

/** Writes a change, its audit entry along with it. Throws `ERR_SETUP_NOT_FOUND` and `StoreConflictError`. */
export async function changeSetup(
  context: SetupContext,
  id: string,
  { action, change, revision }: SetupChange,
): Promise<SetupRecord> {
  for (let attempt = 1; ; attempt++) {
    const before = await context.setups.get(context.tenant, id)
    if (before === undefined) throw setupNotFound(id)
    if (revision !== undefined && before.revision !== revision) throw new StoreConflictError(revision, 'setup')
    const after: SetupRecord = {
      ...before,
      ...change(before),
      documentVersion: context.documents.get(before.document).version,
      revision: before.revision + 1,
      updatedAt: context.clock().toISOString(),
    }
    try {
      await context.setups.update(after, before.revision, { audit: setupEntry(context, action, { before, after }) })
      return after
    } catch (error) {
      const isConflict = error instanceof Error && 'code' in error && error.code === 'ERR_STORE_CONFLICT'
      if (!isConflict || revision !== undefined || attempt === MAX_ATTEMPTS) throw error
    }
  }
}
