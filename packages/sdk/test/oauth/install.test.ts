import { expect, test } from 'vitest'
import { authorizedConnection, CALLBACK, registerApp, saveClient } from '../support/authorize.ts'
import { type Bench, bench } from '../support/bench.ts'
import { GOOD, OTHER } from '../support/forms.ts'
import { readRows } from '../support/read-rows.ts'

/** A saved client of an app that a store may install. */
async function installable(at: Bench, traits: Parameters<typeof registerApp>[1] = {}) {
  const connform = await at.open()
  const app = registerApp(at.sandbox, traits)
  const client = await saveClient(connform, app)
  const install = (hash: string) => at.sandbox.startInstall({ clientId: app.clientId, hash }).query
  return { ...connform, client, app, install, options: { client: client.id, redirectUri: CALLBACK } }
}

test('an installation that a store began makes its connection, without any state', async () => {
  const at = await bench()
  const { oauth, install, options, client } = await installable(at, {
    scopes: ['store_v2_products', 'store_v2_information'],
  })
  const query = install(GOOD)
  expect(query).not.toHaveProperty('state')
  const installed = await oauth.handleInstall({ ...query }, options)
  expect(installed).toMatchObject({
    ok: true,
    connection: {
      definition: 'bigcommerce-rest',
      name: `Our app in ${GOOD}`,
      authType: 'oauth2',
      status: 'active',
      revision: 1,
      values: { storeHash: GOOD, oauthClient: client.id, scopes: ['store_v2_products', 'store_v2_information'] },
    },
    test: { ok: true },
  })
  const connform = await at.open()
  const id = installed.ok ? installed.connection.id : ''
  expect(await connform.client(id).request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('an installation finds the connection of its store, and gives it the new token', async () => {
  const at = await bench()
  const connform = await at.open()
  const id = await authorizedConnection(connform, at.sandbox)
  const [client] = await connform.oauthClients.list()
  const app = registerApp(at.sandbox)
  const options = { client: client?.id ?? '', redirectUri: CALLBACK }
  for (const hash of [OTHER, GOOD]) {
    const { query } = at.sandbox.startInstall({ clientId: app.clientId, hash })
    expect(await connform.oauth.handleInstall({ ...query }, options)).toMatchObject({ ok: true })
  }
  expect((await connform.connections.list()).connections).toMatchObject([{ id }, { values: { storeHash: OTHER } }])
  expect(at.sandbox.issued().map(({ revoked }) => revoked)).toEqual([true, false, false])
  expect(await connform.client(id).request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('two first installations of one store at the same moment make one connection', async () => {
  const at = await bench()
  const { oauth, install, options } = await installable(at)
  const other = await at.open()
  const queries = [install(GOOD), install(GOOD), install(GOOD), install(GOOD)]
  const results = await Promise.all(
    queries.map((query, index) => (index % 2 === 0 ? oauth : other.oauth).handleInstall({ ...query }, options)),
  )
  // The provider ends a token where it gives a newer one for the same store: its installation is told so.
  expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0)
  const { connections } = await other.connections.list()
  expect(connections).toMatchObject([{ status: 'active', values: { storeHash: GOOD } }])
  expect(await other.client(connections[0]?.id ?? '').request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('an installation is believed only with a code that the token endpoint accepts', async () => {
  const at = await bench()
  const { oauth, install, options } = await installable(at)
  const query = install(GOOD)
  const forged = { ...query, code: 'a-code-of-nobody' }
  expect(await oauth.handleInstall(forged, options)).toMatchObject({ ok: false, issues: [{ code: 'expired' }] })
  const { code: _, ...without } = query
  expect(await oauth.handleInstall(without, options)).toMatchObject({ ok: false, issues: [{ code: 'not_granted' }] })
  expect(await oauth.handleInstall({ ...query, context: `stores/${OTHER}` }, options)).toMatchObject({ ok: false })
  expect(readRows(at.file)).toEqual([])
  expect(await oauth.handleInstall({ ...query }, options)).toMatchObject({ ok: true })
  expect(await oauth.handleInstall({ ...query }, options)).toMatchObject({ ok: false, issues: [{ code: 'expired' }] })
  expect(readRows(at.file)).toHaveLength(1)
})

test('an installation for an app that is not saved is refused', async () => {
  const at = await bench()
  const { oauth, install } = await installable(at)
  const unknown = oauth.handleInstall({ ...install(GOOD) }, { client: 'nobody', redirectUri: CALLBACK })
  await expect(unknown).rejects.toMatchObject({ code: 'ERR_OAUTH_CLIENT_NOT_FOUND' })
  expect(at.sandbox.requests()).toEqual([])
})

test('an installation that lacks what a profile requires is refused, and nothing is stored', async () => {
  const at = await bench()
  const { oauth, install, options } = await installable(at, { scopes: ['store_v2_information'] })
  const result = await oauth.handleInstall({ ...install(GOOD) }, { ...options, profile: 'akeneo-app' })
  expect(result).toMatchObject({ ok: false, issues: [{ code: 'missing_scope' }] })
  expect(readRows(at.file)).toEqual([])
})

// Each is what the token endpoint really answers where one thing is wrong.
test.each([
  ['the client secret is wrong', 'bad_credentials', 'client secret', { secret: 'f'.repeat(64) }],
  ['the redirect URL is another one', 'bad_credentials', 'redirect URL', { redirectUri: `${CALLBACK}/` }],
  ['the scope was changed on the way', 'missing_scope', 'scope', { query: { scope: 'store_v2_orders' } }],
  ['the store was changed on the way', 'missing_scope', 'owner', { query: { context: `stores/${OTHER}` } }],
  ['the code was changed on the way', 'expired', 'code', { query: { code: 'none' } }],
])('where %s, the cause is %s', async (_, cause, word, wrong) => {
  const at = await bench()
  const { oauth, oauthClients, install, options, app } = await installable(at)
  const { secret, redirectUri, query } = { secret: app.clientSecret, redirectUri: CALLBACK, query: {}, ...wrong }
  await oauthClients.update(options.client, { clientSecret: secret })
  const result = await oauth.handleInstall({ ...install(GOOD), ...query }, { ...options, redirectUri })
  expect(result).toMatchObject({
    ok: false,
    issues: [{ code: cause, message: expect.stringContaining(word), hint: expect.any(String) }],
  })
  expect(readRows(at.file)).toEqual([])
})

test('a client ID that the provider does not know is named as the cause', async () => {
  const at = await bench()
  const { oauth, oauthClients, install, options, app } = await installable(at)
  await oauthClients.update(options.client, { clientId: 'nobody', clientSecret: app.clientSecret })
  expect(await oauth.handleInstall({ ...install(GOOD) }, options)).toMatchObject({
    ok: false,
    issues: [{ code: 'bad_credentials', message: expect.stringContaining('client ID') }],
  })
})

test.each([
  ['login-page', 'unexpected_answer'],
  ['redirect', 'unexpected_answer'],
  ['server-error', 'store_unavailable'],
  ['rate-limited', 'rate_limited'],
  ['empty', 'unexpected_answer'],
  ['cut-before-headers', 'host_unreachable'],
  ['cut-in-body', 'host_unreachable'],
] as const)('a sign-in that answers with the fault %s ends in %s, and the code is sent once', async (kind, cause) => {
  const at = await bench()
  const { oauth, install, options } = await installable(at)
  const query = install(GOOD)
  at.sandbox.setFault('login.bigcommerce.com', { kind })
  expect(await oauth.handleInstall({ ...query }, options)).toMatchObject({ ok: false, issues: [{ code: cause }] })
  expect(at.sandbox.requests()).toHaveLength(1)
  expect(at.sandbox.otherHost.requests()).toEqual([])
  expect(readRows(at.file)).toEqual([])
})
