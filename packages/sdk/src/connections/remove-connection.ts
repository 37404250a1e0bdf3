import { type ConnectionRecord, StoreConflictError } from '@connform/core'
import { connectionEntry } from '../audit/connection-entry.ts'
import { underGrantLease } from '../grants/grant-lease.ts'
import { grantMethod } from '../grants/obtain-grant.ts'
import { revokeStored } from '../grants/revoke-stored.ts'
import { type Context, connectionNotFound, findRecord } from './context.ts'

/** How long a removed connection can be restored. */
export const RESTORABLE_MS = 30 * 24 * 60 * 60 * 1000

export interface RemoveOptions {
  /** The revision that was read; another one in the database is a `StoreConflictError`. */
  readonly revision?: number
  /** Deletes the connection and its secrets at once, beyond restoring. Works on one that was removed before, too. */
  readonly purge?: boolean
}

/** What became of a removed connection and its token. */
export interface RemoveResult {
  /** Whether the provider took the issued token back; absent where there was none to take back. */
  readonly revoked?: boolean
  /** ISO 8601; absent where it was purged. */
  readonly restorableUntil?: string
}

const MAX_ATTEMPTS = 5

/**
 * Takes a connection out of use, then takes its issued token back: a provider that is away keeps nobody from removing.
 * What was typed stays sealed for as long as the connection can be restored.
 */
export async function removeConnection(context: Context, id: string, options: RemoveOptions): Promise<RemoveResult> {
  const { purge = false, revision } = options
  const found = await readable(context, id, purge)
  if (revision !== undefined && revision !== found.revision) throw new StoreConflictError(revision)
  const removedAt = found.removedAt ?? context.clock().toISOString()
  const take = (): Promise<ConnectionRecord> =>
    withLatest(context, found, options, (latest) =>
      purge ? deleteRow(context, latest) : setAside(context, latest, removedAt),
    )
  // Nobody renews it meanwhile: what is taken back is the token that was stored last.
  const record = isRenewed(context, found) ? await underGrantLease(context, id, { run: take }) : await take()
  const revoked = await revokeStored(context, record)
  const until = new Date(Date.parse(removedAt) + RESTORABLE_MS).toISOString()
  return { ...(revoked === undefined ? {} : { revoked }), ...(purge ? {} : { restorableUntil: until }) }
}

async function readable(context: Context, id: string, purge: boolean): Promise<ConnectionRecord> {
  if (!purge) return findRecord(context, id)
  const record = await context.store.get(context.tenant, id)
  if (record === undefined) throw connectionNotFound(id)
  return record
}

/** One without a token may be getting its first at this moment. */
function isRenewed({ definitions }: Context, { definition, authType, grant, removedAt }: ConnectionRecord): boolean {
  if (removedAt !== null) return false
  const adapter = definitions.find(definition)
  return grant !== null || (adapter !== undefined && grantMethod(adapter, authType) !== undefined)
}

/** Repeats on what somebody else saved in between, unless one revision was asked for. Answers the row as it was. */
async function withLatest(
  context: Context,
  found: ConnectionRecord,
  { purge = false, revision }: RemoveOptions,
  take: (latest: ConnectionRecord) => Promise<void>,
): Promise<ConnectionRecord> {
  for (let attempt = 1; ; attempt += 1) {
    const latest = await readable(context, found.id, purge)
    if (revision !== undefined && revision !== latest.revision) throw new StoreConflictError(revision)
    try {
      await take(latest)
      return latest
    } catch (error) {
      const isFinal = revision !== undefined || attempt === MAX_ATTEMPTS
      if (!(error instanceof StoreConflictError) || isFinal) throw error
    }
  }
}

async function setAside(context: Context, latest: ConnectionRecord, removedAt: string): Promise<void> {
  const next = { ...latest, removedAt, revision: latest.revision + 1, updatedAt: removedAt }
  const audit = connectionEntry(context, 'connection.removed', { before: latest, after: next })
  await context.store.update(next, latest.revision, { audit, grant: null, state: {} })
}

async function deleteRow(context: Context, latest: ConnectionRecord): Promise<void> {
  const { tenant, store } = context
  const audit = connectionEntry(context, 'connection.purged', { before: latest })
  const removed = await store.remove(tenant, latest.id, { audit, expectedRevision: latest.revision })
  if (!removed) throw connectionNotFound(latest.id)
}
