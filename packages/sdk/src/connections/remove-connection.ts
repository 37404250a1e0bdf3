import type { ConnectionRecord } from '@connform/core'
import { underGrantLease } from '../grants/grant-lease.ts'
import { revokeStored } from '../grants/revoke-stored.ts'
import { type Context, connectionNotFound, findRecord } from './context.ts'

/** What became of a removed connection's token. */
export interface RemoveResult {
  /** Whether the provider took the issued token back; absent where there was none to take back. */
  readonly revoked?: boolean
}

/** Forgets a connection, then takes its issued token back: a provider that is away keeps nobody from removing. */
export async function removeConnection(context: Context, id: string): Promise<RemoveResult> {
  const removeLatest = async (): Promise<ConnectionRecord> => {
    const latest = await findRecord(context, id)
    if (!(await context.store.remove(context.tenant, id))) throw connectionNotFound(id)
    return latest
  }
  const { grant } = await findRecord(context, id)
  // Nobody renews it meanwhile: what is taken back is the token that was stored last.
  const record = grant === null ? await removeLatest() : await underGrantLease(context, id, { run: removeLatest })
  const revoked = await revokeStored(context, record)
  return revoked === undefined ? {} : { revoked }
}
