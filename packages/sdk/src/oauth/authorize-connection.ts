import {
  type AuthorizationCodeAuth,
  type ConnectionRecord,
  ConnformError,
  fillFromValues,
  fillUrlTemplate,
} from '@connform/core'
import { authorizeUrl } from '@connform/transport'
import { hashText } from '@connform/vault'
import { type Context, findRecord } from '../connections/context.ts'
import { grantMethod } from '../grants/obtain-grant.ts'
import { unguessableText } from '../unguessable-text.ts'
import { findClient } from './oauth-clients.ts'
import type { Authorization } from './oauth-flow.ts'

export interface AuthorizeOptions {
  /** Where the provider sends the person back to; registered there, letter by letter. */
  readonly redirectUri: string
}

const AUTHORIZATION_MINUTES = 10

/** Begins an authorisation: a link for a person, and a single-use state that the callback must bring back. */
export async function authorizeConnection(
  context: Context,
  id: string,
  { redirectUri }: AuthorizeOptions,
): Promise<Authorization> {
  const { tenant, oauthClients, authorizations, clock } = context
  const record = await findRecord(context, id)
  const method = codeMethodOf(context, record)
  const client = await findClient(oauthClients, tenant, String(record.values['oauthClient'] ?? ''))
  const scopes = scopesOfForm(record)
  const state = unguessableText()
  const now = clock()
  const expiresAt = new Date(now.getTime() + AUTHORIZATION_MINUTES * 60_000).toISOString()
  await authorizations.insert({
    stateHash: hashText(state),
    tenant,
    connection: id,
    definition: record.definition,
    redirectUri,
    scopes,
    createdAt: now.toISOString(),
    expiresAt,
  })
  const url = authorizeUrl(
    { url: fillUrlTemplate(method.authorizeUrl, record.values), clientId: client.clientId },
    {
      redirectUri,
      scopes,
      scopeSeparator: method.scopeSeparator,
      state,
      ...(method.context === undefined
        ? {}
        : { parameters: { context: fillFromValues(method.context, record.values) } }),
    },
  )
  return { url, expiresAt }
}

/** The scopes chosen in a connection's form. */
export const scopesOfForm = ({ values }: Pick<ConnectionRecord, 'values'>): string[] =>
  Array.isArray(values['scopes']) ? values['scopes'].map(String) : []

/** How this connection is authorised by a person. Throws `ERR_UNSUPPORTED` where none has to. */
export function codeMethodOf(context: Pick<Context, 'definitions'>, record: ConnectionRecord): AuthorizationCodeAuth {
  const method = grantMethod(context.definitions.adapter(record.definition), record.authType)
  if (method?.kind === 'oauth2') return method
  throw new ConnformError(
    'ERR_UNSUPPORTED',
    `A connection with auth type ${record.authType} is not authorised in a browser.`,
    'Edit it to change its credentials.',
  )
}
