import { type ConnectionRecord, ConnformError } from '@connform/core'
import type { Context } from '../connections/context.ts'
import { openSecrets } from '../connections/secret-set.ts'
import { openGrant } from './grant-slot.ts'
import { revokeGrant } from './revoke-grant.ts'

/**
 * Takes back the token of a connection as it was stored. Answers like {@link revokeGrant}; false too where what was
 * sealed cannot be opened, because a lost key must not keep anybody from editing or removing a connection.
 */
export async function revokeStored(context: Context, record: ConnectionRecord): Promise<boolean | undefined> {
  const adapter = context.definitions.find(record.definition)
  if (record.grant === null || adapter === undefined) return undefined
  const { authType, values } = record
  try {
    const secrets = await openSecrets(context, record)
    const grant = await openGrant(context, record, record.grant)
    return await revokeGrant(context, { adapter, credentials: { authType, values, secrets } }, grant)
  } catch (error) {
    if (error instanceof ConnformError && error.code.startsWith('ERR_VAULT_')) return false
    throw error
  }
}
