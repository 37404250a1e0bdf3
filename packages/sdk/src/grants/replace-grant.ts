import type { AuditEntry, ConnectionRecord, Grant } from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'
import type { Subject } from '../connections/run-test.ts'
import { type SecretSet, sealSecrets } from '../connections/secret-set.ts'
import { sealedWrite } from '../sealed-write.ts'
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
  readonly secrets: SecretSet
  readonly audit: AuditEntry
}

/**
 * Stores an edited connection with a new grant, or none, in the place of the old one, and then takes the old one back
 * at the provider. Where storing fails, the new one is taken back instead.
 */
export async function replaceGrant(
  context: Context,
  { before, record, subject, secrets, audit }: Replacing,
  grant: Grant | undefined,
): Promise<ConnectionRecord> {
  const { store, vault } = context
  const put = async (): Promise<{ replaced: ConnectionRecord; stored: ConnectionRecord }> => {
    // A renewal may have brought another grant since the edit began: that one is replaced.
    const replaced = await findRecord(context, before.id)
    return sealedWrite(context, async () => {
      const credentials = sealSecrets(vault, before, secrets)
      const grantRecord = grant === undefined ? null : sealGrant(vault, before, grant)
      await store.update(record, before.revision, { audit, credentials, grant: grantRecord })
      return { replaced, stored: { ...record, ...credentials, grant: grantRecord } }
    })
  }
  const renews = grantMethod(subject.adapter, before.authType) !== undefined
  const { replaced, stored } = await orRevoke(context, { subject, grant }, () =>
    renews ? underGrantLease(context, before.id, { run: put }) : put(),
  )
  await revokeStored(context, replaced)
  return stored
}
