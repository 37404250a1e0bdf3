import { type ConnectionRecord, exchangeCode, type GrantOutcome, type Issue } from '@connform/core'
import { hashText } from '@connform/vault'
import type { Context } from '../connections/context.ts'
import { scopesOf } from '../connections/run-test.ts'
import { grantMethod } from '../grants/obtain-grant.ts'
import { acceptGrant } from './accept-grant.ts'
import { codeMethodOf } from './authorize-connection.ts'
import { readCallback } from './callback-query.ts'
import { clientCredentials } from './oauth-clients.ts'
import type { AuthorizationResult, CallbackOptions, CallbackQuery } from './oauth-flow.ts'

/** Finishes an authorisation: the state is used up whatever comes of it, the code is exchanged, the grant accepted. */
export async function handleCallback(
  asked: Context,
  query: CallbackQuery,
  { profile, anyTenant = false }: CallbackOptions,
): Promise<AuthorizationResult> {
  const { authorizations, clock } = asked
  const callback = readCallback(query)
  const stateHash = hashText(callback['state'] ?? '')
  const begun = await authorizations.take(stateHash, clock().toISOString())
  if (begun === undefined || (begun.tenant !== asked.tenant && !anyTenant)) return refused(unknownState)
  const context: Context = { ...asked, tenant: begun.tenant }
  const { tenant, store } = context
  if (callback['error'] !== undefined || callback['code'] === undefined) return refused(notGranted(callback['error']))
  const record = await store.get(tenant, begun.connection)
  if (record === undefined || record.removedAt !== null || record.definition !== begun.definition)
    return refused(connectionGone)
  const adapter = context.definitions.adapter(record.definition)
  if (grantMethod(adapter, record.authType)?.kind !== 'oauth2') return refused(connectionGone)
  const required = scopesOf(adapter.definition, profile) ?? []
  const client = String(record.values['oauthClient'] ?? '')
  const outcome = await exchange(context, record, { client, callback, redirectUri: begun.redirectUri })
  if (!outcome.ok) return refused(issueOf(outcome))
  const { grant, extra } = outcome
  return acceptGrant(context, record, { adapter, grant, extra, expected: [...begun.scopes, ...required] })
}

interface Exchanging {
  /** Id of the OAuth client. */
  readonly client: string
  readonly callback: Readonly<Record<string, string>>
  readonly redirectUri: string
}

/** Exchanges the code of a callback with the secret of an OAuth client. */
export async function exchange(
  context: Context,
  record: ConnectionRecord,
  { client, callback, redirectUri }: Exchanging,
): Promise<GrantOutcome> {
  const { oauth, clock } = context
  const credentials = await clientCredentials(context, client)
  const { values } = record
  return exchangeCode(
    codeMethodOf(context, record),
    { client: credentials, redirectUri, callback, values },
    { oauth, clock },
  )
}

/** A refused exchange as an issue. */
export function issueOf({ failure }: Extract<GrantOutcome, { ok: false }>): Issue {
  const [hint] = failure.hints
  const { cause: code, message } = failure
  return { path: [], code, message, ...(hint === undefined ? {} : { hint }), severity: 'error' }
}

const refused = (issue: Issue): AuthorizationResult => ({ ok: false, issues: [issue] })

const unknownState: Issue = Object.freeze<Issue>({
  path: [],
  code: 'state_unknown',
  message: 'This authorisation was not begun here, was finished already, or took longer than ten minutes.',
  hint: 'Begin it again.',
  severity: 'error',
})

const connectionGone: Issue = Object.freeze<Issue>({
  path: [],
  code: 'connection_gone',
  message: 'The connection was removed, or changed to another auth type, while it was being authorised.',
  severity: 'error',
})

/** The provider's own word is repeated only where it is one of the standard's. RFC 6749 section 4.1.2.1 */
function notGranted(error: string | undefined): Issue {
  const denied = error === 'access_denied'
  return {
    path: [],
    code: denied ? 'access_denied' : 'not_granted',
    message: denied ? 'The authorisation was denied.' : 'The provider sent no authorisation back.',
    hint: 'Begin it again, and approve it as a person who may.',
    severity: 'error',
  }
}
