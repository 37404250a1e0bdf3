import { describeIssues } from '../output/issues.ts'
import { describeTest } from '../output/test-result.ts'
import { ordinaryStore, type Stage } from './stage.ts'

const KIND = 'bigcommerce-rest'
const REDIRECT_URI = 'http://127.0.0.1:4020/oauth/callback'

/** A connection that a person authorises: an OAuth client, a link, a callback, a token nobody sees. */
export async function oauthConnection(stage: Stage): Promise<void> {
  const { connform, sandbox, style, step, show, expect } = stage
  const { store } = ordinaryStore(stage)
  const app = sandbox.registerApp({ redirectUris: [REDIRECT_URI] })

  step('OAuth 2.0: a client, saved once, and a connection that waits for a person')
  const { clientId, clientSecret } = app
  const client = await connform.oauthClients.create(KIND, { name: 'Demo app', clientId, clientSecret })
  if (!client.ok) {
    show(describeIssues(stage, client.issues))
    expect(false)
    return
  }
  const created = await connform.connections.create(KIND, {
    name: 'Authorised store',
    authType: 'oauth2',
    storeHash: store.hash,
    oauthClient: client.client.id,
    scopes: ['store_v2_information_read_only', 'store_v2_products_read_only'],
  })
  show(
    created.ok ? [`${created.connection.name} is ${created.connection.status}`] : describeIssues(stage, created.issues),
  )
  expect(created.ok && created.connection.status === 'pending')
  if (!created.ok) return
  const { id } = created.connection

  step('Authorise: the person approves in a browser, the code becomes a sealed token')
  const { url } = await connform.connections.authorize(id, { redirectUri: REDIRECT_URI })
  show([style('dim', url.replace(/state=[^&]+/, 'state=…'))])
  const result = await connform.oauth.handleCallback(await approve(stage, url))
  show(result.ok ? describeTest(stage, result.test) : describeIssues(stage, result.issues))
  expect(result.ok)

  step('Call: a signed request, without ever seeing the token')
  const answer = await connform.client(id).request('GET', '/v3/catalog/summary')
  show([`GET /v3/catalog/summary  →  ${answer.status}`])
  expect(answer.ok)

  step('A client in use cannot be removed')
  const refusal = await connform.oauthClients.remove(client.client.id).catch((error: Error) => error)
  show([refusal?.message ?? 'It was removed.'])
  expect(refusal !== undefined)
  await connform.connections.remove(id, { purge: true })
  await connform.oauthClients.remove(client.client.id)
}

/** What the person's browser does: opens the page, presses Approve, is sent back. */
async function approve({ sandbox }: Stage, url: string): Promise<URLSearchParams> {
  const { host, pathname, search } = new URL(url)
  const answer = await fetch(`${sandbox.hosts[host]}${pathname}${search}`, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'approve' }),
    redirect: 'manual',
  })
  return new URL(answer.headers.get('location') ?? REDIRECT_URI).searchParams
}
