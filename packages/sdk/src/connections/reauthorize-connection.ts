import { type ConnectionRecord, ConnformError, placeholdersOf, type Secret } from '@connform/core'
import { grantMethod } from '../grants/obtain-grant.ts'
import { revokeGrant } from '../grants/revoke-grant.ts'
import { discriminatorOf } from './auth-type.ts'
import type { SaveResult, UpdateOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { openSecrets } from './secret-set.ts'
import { type Edit, updateConnection } from './update-connection.ts'

/** A save, and what became of the token that signed before. */
export type ReauthorizeResult = SaveResult & {
  /** Whether the provider took the old token back; absent where it has no way to, or nothing was saved. */
  readonly revoked?: boolean
}

/**
 * An edit that changes the auth type and must pass its test. Only then is the old token taken back, with the new
 * credentials; where that fails the result says so and nothing is lost.
 */
export async function reauthorizeConnection(
  context: Context,
  edit: Edit,
  options: UpdateOptions,
): Promise<ReauthorizeResult> {
  if (options.verify === 'skip' || options.verify === 'report') {
    throw new ConnformError('ERR_OPTION_INVALID', 'A reauthorisation must pass its test: verify cannot be skipped.')
  }
  const before = await findRecord(context, edit.id)
  refuseUntestable(context, before, edit.patch)
  const old = await typedToken(context, before)
  // The edit reads the connection again: it must find what the old token was read from.
  const result = await updateConnection(
    context,
    { ...edit, action: 'connection.reauthorized' },
    { revision: before.revision, ...options },
  )
  if (!result.ok || old === undefined || result.connection.authType === before.authType) return result
  const after = await findRecord(context, edit.id)
  const { authType, values } = after
  const subject = {
    adapter: context.definitions.adapter(after.definition),
    credentials: { authType, values, secrets: await openSecrets(context, after) },
  }
  const revoked = await revokeGrant(context, subject, { accessToken: old })
  return revoked === undefined ? result : { ...result, revoked }
}

/** What only a person can grant cannot pass a test before it is stored, and storing it would lose what works. */
function refuseUntestable({ definitions }: Context, before: ConnectionRecord, patch: unknown): void {
  const adapter = definitions.adapter(before.definition)
  const discriminator = discriminatorOf(adapter.definition)
  if (discriminator === undefined || typeof patch !== 'object' || patch === null) return
  const wanted = String(Reflect.get(patch, discriminator) ?? before.authType)
  if (wanted === before.authType || grantMethod(adapter, wanted)?.kind !== 'oauth2') return
  throw new ConnformError(
    'ERR_UNSUPPORTED',
    `A connection cannot be tested with auth type ${wanted} before a person has authorised it.`,
    'Make another connection with it, authorise that one, and remove this one.',
  )
}

/** The token that a connection signs with straight from its form. */
async function typedToken(context: Context, record: ConnectionRecord): Promise<Secret | undefined> {
  const { auth } = context.definitions.get(record.definition)
  const method = Object.hasOwn(auth, record.authType) ? auth[record.authType] : undefined
  if (method?.kind !== 'header') return undefined
  const secrets = await openSecrets(context, record)
  const signing = placeholdersOf(method.value).find((name) => Object.hasOwn(secrets, name))
  return signing === undefined ? undefined : secrets[signing]
}
