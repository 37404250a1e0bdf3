import type { AppFixture, Sandbox } from '@connform/sandbox'
import type { Connform, OAuthClient } from 'connform'
import { GOOD, savedIn } from './forms.ts'

export const REST = 'bigcommerce-rest'
export const CALLBACK = 'https://connections.example/oauth/callback'

/** The first app of the sandbox, with a callback of ours and whatever else sets it apart. */
export const registerApp = (sandbox: Sandbox, traits: Partial<AppFixture> = {}): AppFixture =>
  sandbox.registerApp({ redirectUris: [CALLBACK], ...traits })

/** Saves an app of the sandbox as an OAuth client. */
export async function saveClient({ oauthClients }: Connform, app: AppFixture): Promise<OAuthClient> {
  const { clientId, clientSecret } = app
  const result = await oauthClients.create(REST, { name: 'Our app', clientId, clientSecret })
  if (!result.ok) throw new Error(`Nothing was saved: ${JSON.stringify(result.issues)}`)
  return result.client
}

export const oauthForm = (oauthClient: string, storeHash = GOOD): Record<string, unknown> => ({
  name: 'Production',
  authType: 'oauth2',
  storeHash,
  oauthClient,
  scopes: ['store_v2_products', 'store_v2_information_read_only'],
})

/** A connection that waits for its authorisation. */
export async function pendingConnection(connform: Connform, oauthClient: string, storeHash = GOOD): Promise<string> {
  return savedIn(await connform.connections.create(REST, oauthForm(oauthClient, storeHash))).id
}

/** What a person does with the link: decides, and is sent back. Answers the query of the callback. */
export async function decide(
  sandbox: Sandbox,
  link: string,
  decision: 'approve' | 'deny' = 'approve',
): Promise<URLSearchParams> {
  const { host, pathname, search } = new URL(link)
  const page = await fetch(`${sandbox.hosts[host]}${pathname}${search}`, {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  })
  const location = page.headers.get('location')
  if (location === null) throw new Error(`The person was not sent back: status ${page.status}.`)
  return new URL(location).searchParams
}

/** A connection that a person has authorised. */
export async function authorizedConnection(connform: Connform, sandbox: Sandbox): Promise<string> {
  const client = await saveClient(connform, registerApp(sandbox))
  const id = await pendingConnection(connform, client.id)
  const { url } = await connform.connections.authorize(id, { redirectUri: CALLBACK })
  const result = await connform.oauth.handleCallback(await decide(sandbox, url))
  if (!result.ok) throw new Error(`Nothing was authorised: ${JSON.stringify(result.issues)}`)
  return id
}
