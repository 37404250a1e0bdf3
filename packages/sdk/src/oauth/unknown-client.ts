import { ConnformError, type Issue } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { Subject } from '../connections/run-test.ts'
import { findClient } from './oauth-clients.ts'

/** The OAuth client that a form names, as an issue where there is none, or one for another kind of connection. */
export async function unknownClient(
  { tenant, oauthClients }: Context,
  { adapter, credentials }: Subject,
): Promise<Issue | undefined> {
  try {
    const { definition } = await findClient(oauthClients, tenant, String(credentials.values['oauthClient'] ?? ''))
    return definition === adapter.definition.id ? undefined : noSuchClient
  } catch (error) {
    if (error instanceof ConnformError && error.code === 'ERR_OAUTH_CLIENT_NOT_FOUND') return noSuchClient
    throw error
  }
}

const noSuchClient: Issue = Object.freeze<Issue>({
  path: ['oauthClient'],
  code: 'oauth_client_unknown',
  message: 'There is no such OAuth client for this kind of connection.',
  hint: 'Save its client ID and client secret first (connform oauth-client add), and give the id it gets.',
  severity: 'error',
})
