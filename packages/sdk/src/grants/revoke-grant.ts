import { type Grant, revokeMinted } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { Subject } from '../connections/run-test.ts'
import { grantMethod } from './obtain-grant.ts'

/**
 * Takes an issued token back at the provider. True where it did, false where it would not or could not be reached,
 * undefined where the provider has no way to take one back.
 */
export async function revokeGrant(
  { http, clock }: Context,
  { adapter, credentials }: Subject,
  { accessToken }: Pick<Grant, 'accessToken'>,
): Promise<boolean | undefined> {
  const method = grantMethod(adapter, credentials.authType)
  if (method?.kind !== 'minted-token') return undefined
  return revokeMinted(method, { credentials, token: accessToken }, { http, clock })
}

interface Issued {
  readonly subject: Subject
  readonly grant: Grant | undefined
}

/** Does what a token was issued for. Where that fails, the token is taken back: it must not live on for nobody. */
export async function orRevoke<T>(context: Context, { subject, grant }: Issued, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (grant !== undefined) await revokeGrant(context, subject, grant)
    throw error
  }
}
