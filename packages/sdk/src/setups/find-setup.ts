import { ConnformError, type SetupDocument, type SetupRecord, StoreConflictError } from '@connform/core'
import type { SetupContext } from './setup-context.ts'

export interface FoundSetup {
  readonly record: SetupRecord
  readonly document: SetupDocument
}

/**
 * A started setup and the document it follows. Throws `ERR_SETUP_NOT_FOUND`; `ERR_SETUP_UNKNOWN` where its document is
 * not known here; `StoreConflictError` where it is of another revision than the caller read.
 */
export async function findSetup(context: SetupContext, id: string, revision?: number): Promise<FoundSetup> {
  const record = await context.setups.get(context.tenant, id)
  if (record === undefined) throw setupNotFound(id)
  if (revision !== undefined && revision !== record.revision) throw new StoreConflictError(revision, 'setup')
  return { record, document: context.documents.get(record.document) }
}

/** Repeats only what has the form of an id: anything else may be a secret in the wrong place. */
export function setupNotFound(id: string): ConnformError {
  const shown = /^[0-9a-f-]{1,36}$/i.test(id) ? ` ${id}` : ' with this id'
  return new ConnformError('ERR_SETUP_NOT_FOUND', `There is no setup${shown}.`, 'Setups that were started are listed.')
}
