import { type Context, findRecord } from '../connections/context.ts'
import { currentGrant } from '../grants/current-grant.ts'
import { openGrant } from '../grants/grant-slot.ts'
import { grantMethod } from '../grants/obtain-grant.ts'

/**
 * Renews the token of a connection before it ends. True where a new one was stored. Throws `GrantRefusedError` where the
 * provider gives none, also while the present one is still good.
 */
export async function renewAhead(context: Context, id: string, aheadMs: number): Promise<boolean> {
  const record = await findRecord(context, id)
  const adapter = context.definitions.adapter(record.definition)
  const method = grantMethod(adapter, record.authType)
  if (record.grant === null || method === undefined) return false
  if (method.kind === 'oauth2') {
    // Without a refresh token only a person can grant it again, and what is left of the token is still good.
    const { refreshToken } = await openGrant(context, record, record.grant)
    if (refreshToken === undefined && Date.parse(record.grant.expiresAt ?? '9999') > context.clock().getTime())
      return false
  }
  const { sealed } = await currentGrant(context, record, { adapter, aheadMs, mustRenew: true })
  return sealed !== record.grant.sealed
}
