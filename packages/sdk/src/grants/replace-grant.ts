import type { ConnectionRecord, Grant } from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'
import type { Subject } from '../connections/run-test.ts'
import { underGrantLease } from './grant-lease.ts'
import { sealGrant } from './grant-slot.ts'
import { grantMethod } from './obtain-grant.ts'
import { orRevoke } from './revoke-grant.ts'
import { revokeStored } from './revoke-stored.ts'

/** A connection as it was read, and as it is to be stored. */
interface Replacing {
  readonly before: ConnectionRecord
  readonly record: ConnectionRecord
  /** What the new grant belongs to. */
  readonly subject: Subject
}

/**
 * Stores an edited connection with a new grant, or none, in the place of the old one, and then takes the old one back
 * at the provider. Where storing fails, the new one is taken back instead.
 */
export async function replaceGrant(
  context: Context,
  { before, record, subject }: Replacing,
  grant: Grant | undefined,
): Promise<ConnectionRecord> {
  const { store, vault } = context
  const grantRecord = grant === undefined ? null : sealGrant(vault, before, grant)
  const put = async (): Promise<ConnectionRecord> => {
    // A renewal may have brought another grant since the edit began: that one is replaced.
    const latest = await findRecord(context, before.id)
    await store.update(record, before.revision, { grant: grantRecord })
    return latest
  }
  const renews = grantMethod(subject.adapter, before.authType) !== undefined
  const replaced = await orRevoke(context, { subject, grant }, () =>
    renews ? underGrantLease(context, before.id, { run: put }) : put(),
  )
  await revokeStored(context, replaced)
  return { ...record, grant: grantRecord }
}
