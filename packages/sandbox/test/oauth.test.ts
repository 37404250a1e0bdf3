import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { appFixture, type Sandbox, startSandbox } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, at, postForm, postJson } from './support.ts'

// https://developer.bigcommerce.com/docs/integrations/apps/guide/auth

const LOGIN = 'login.bigcommerce.com'
const HASH = 'ci4bzn8adz'
const CALLBACK = 'http://127.0.0.1:51234/oauth/callback'
const IMPLIED = ['store_v2_default', 'users_basic_information']

let now: number
let sandbox: Sandbox

beforeEach(async () => {
  now = Date.parse('2026-11-01T12:00:00Z')
  sandbox = await startSandbox({ clock: () => new Date(now) })
  sandbox.registerApp({ redirectUris: [CALLBACK] })
})
afterEach(() => sandbox.close())

const app = () => sandbox.apps[0]!

const authorizeUrl = (changes: Readonly<Record<string, string>> = {}) => {
  const query = {
    client_id: app().clientId,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'store_v2_products store_v2_information_read_only',
    context: `stores/${HASH}`,
    state: 'st4te',
    ...changes,
  }
  return at(sandbox, LOGIN, `/oauth2/authorize?${new URLSearchParams(query)}`)
}

/** Presses a button of the page, and reads what the callback would get. */
const decide = async (decision: 'approve' | 'deny', url = authorizeUrl()) => {
  const reply = await postForm(url, { decision })
  expect(reply.status).toBe(302)
  const location = new URL(reply.headers.get('location') ?? '')
  return { callback: location.origin + location.pathname, query: Object.fromEntries(location.searchParams) }
}

const tokenRequest = (query: Readonly<Record<string, string>>) => ({
  client_id: app().clientId,
  client_secret: app().clientSecret,
  grant_type: 'authorization_code',
  redirect_uri: CALLBACK,
  code: query['code'] ?? '',
  context: query['context'] ?? '',
  scope: query['scope'] ?? '',
})

const exchange = async (body: Readonly<Record<string, string>>) => {
  const reply = await postJson(at(sandbox, LOGIN, '/oauth2/token'), body)
  return { status: reply.status, body: await reply.json() }
}

test('the page names the app, the store and the scopes, and has a button for each answer', async () => {
  const reply = await fetch(authorizeUrl())
  const page = await reply.text()
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
  expect(page).toContain('<html lang="en">')
  expect(page).toContain('Sandbox App wants to connect to Cedar &amp; Canvas')
  expect(page).toContain('store_v2_products')
  expect(page).toMatch(/<button type="submit" name="decision" value="approve">Approve<\/button>/)
  expect(page).toMatch(/<button type="submit" name="decision" value="deny">Deny<\/button>/)
})

test('approval leads to the callback with code, context, scope, account and state', async () => {
  const { callback, query } = await decide('approve')
  expect(callback).toBe(CALLBACK)
  expect(Object.keys(query).sort()).toEqual(['account_uuid', 'code', 'context', 'scope', 'state'])
  expect(query).toMatchObject({ context: `stores/${HASH}`, state: 'st4te', account_uuid: app().accountUuid })
  expect(query['scope']?.split(' ')).toEqual(['store_v2_products', 'store_v2_information_read_only', ...IMPLIED])
})

test('the scope is separated by plus signs and the context is percent-encoded, as on the wire', async () => {
  const reply = await postForm(authorizeUrl(), { decision: 'approve' })
  expect(reply.headers.get('location')).toContain(`context=stores%2F${HASH}`)
  expect(reply.headers.get('location')).toContain('scope=store_v2_products+store_v2_information_read_only+')
})

test('denial leads to the callback with an error and no code', async () => {
  const { callback, query } = await decide('deny')
  expect(callback).toBe(CALLBACK)
  expect(query).toEqual({ error: 'access_denied', state: 'st4te' })
})

test('a store that does not give state back can be had', async () => {
  sandbox.registerApp({ echoesState: false })
  expect((await decide('approve')).query).not.toHaveProperty('state')
  expect((await decide('deny')).query).toEqual({ error: 'access_denied' })
})

test('without a context, the merchant chooses the store', async () => {
  const url = authorizeUrl().replace(/&context=[^&]+/, '')
  expect(await (await fetch(url)).text()).toMatch(/<label for="context">Store<\/label><select id="context"/)
  const reply = await postForm(url, { decision: 'approve', context: 'stores/abc123xyz' })
  expect(new URL(reply.headers.get('location') ?? '').searchParams.get('context')).toBe('stores/abc123xyz')
})

test.each([
  ['an unknown client', { client_id: 'nosuchclient' }, 400],
  ['a callback that is not registered', { redirect_uri: 'https://attacker.example/callback' }, 400],
  ['a callback that differs by its scheme', { redirect_uri: CALLBACK.replace('http:', 'https:') }, 400],
  ['a store that is not served', { context: 'stores/nosuchhash' }, 403],
])('%s is told to the merchant, not to the callback', async (_what, changes, status) => {
  const reply = await fetch(authorizeUrl(changes), { redirect: 'manual' })
  expect(reply.status).toBe(status)
  expect(reply.headers.get('location')).toBeNull()
})

test('what is asked for in vain is told to the callback', async () => {
  const scope = await fetch(authorizeUrl({ scope: 'store_nonsense' }), { redirect: 'manual' })
  expect(new URL(scope.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope')
  const type = await fetch(authorizeUrl({ response_type: 'token' }), { redirect: 'manual' })
  expect(new URL(type.headers.get('location') ?? '').searchParams.get('error')).toBe('unsupported_response_type')
})

test.each(['json', 'form'] as const)('a code is exchanged by %s for exactly the documented answer', async (format) => {
  const body = tokenRequest((await decide('approve')).query)
  const url = at(sandbox, LOGIN, '/oauth2/token')
  const reply = await (format === 'json' ? postJson(url, body) : postForm(url, body))
  expect(reply.status).toBe(200)
  const answer = await reply.json()
  expect(Object.keys(answer)).toEqual(['access_token', 'scope', 'user', 'owner', 'context', 'account_uuid'])
  expect(answer).toMatchObject({
    access_token: expect.stringMatching(/^[a-z0-9]{31}$/),
    scope: body.scope,
    user: { id: expect.any(Number), username: expect.any(String), email: expect.any(String) },
    owner: { id: expect.any(Number), username: expect.any(String), email: expect.any(String) },
    context: `stores/${HASH}`,
    account_uuid: app().accountUuid,
  })
})

test('the token works at once, with the granted scopes and no other', async () => {
  const { body } = await exchange(tokenRequest((await decide('approve')).query))
  const token = body.access_token
  expect((await ask(sandbox, HASH, '/v2/store', { token })).status).toBe(200)
  expect((await ask(sandbox, HASH, '/v3/catalog/summary', { token })).status).toBe(200)
  expect((await ask(sandbox, HASH, '/v3/channels', { token })).status).toBe(403)
  expect((await ask(sandbox, 'abc123xyz', '/v2/store', { token })).status).toBe(401)
  expect(sandbox.issued()).toMatchObject([{ kind: 'app', owner: HASH, expiresAt: null, revoked: false }])
})

test('a new token of a store takes the place of the one before, and of no other store’s', async () => {
  const first = (await exchange(tokenRequest((await decide('approve')).query))).body.access_token
  const elsewhere = (
    await exchange(tokenRequest((await decide('approve', authorizeUrl({ context: 'stores/abc123xyz' }))).query))
  ).body.access_token
  const second = (await exchange(tokenRequest((await decide('approve')).query))).body.access_token
  expect((await ask(sandbox, HASH, '/v2/store', { token: first })).status).toBe(401)
  expect((await ask(sandbox, HASH, '/v2/store', { token: second })).status).toBe(200)
  expect((await ask(sandbox, 'abc123xyz', '/v2/store', { token: elsewhere })).status).toBe(200)
  expect(sandbox.issued().map(({ revoked }) => revoked)).toEqual([true, false, false])
})

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, number, unknown])[] = [
  ['an unknown client ID', { client_id: 'nosuchclient' }, 400, { error: 'Invalid client id.' }],
  [
    'a wrong client secret',
    { client_secret: 'wr0ng' },
    400,
    { error: 'invalid_client', error_description: 'Parameter client_secret does not match' },
  ],
  ['a wrong code', { code: 'wr0ng' }, 400, { error: 'Invalid code.' }],
  [
    'another store',
    { context: 'stores/abc123xyz' },
    403,
    { error: 'Only store owners may install or update apps. Please contact the store owner for assistance' },
  ],
  [
    'another callback',
    { redirect_uri: CALLBACK.replace('http:', 'https:') },
    400,
    {
      error: 'redirect_uri_mismatch',
      error_description: 'Parameter redirect_uri does not match registered URI',
    },
  ],
]

test.each(refusals)('%s is refused as seen live, and the code stays good', async (_what, changes, status, body) => {
  const right = tokenRequest((await decide('approve')).query)
  expect(await exchange({ ...right, ...changes })).toEqual({ status, body })
  expect((await exchange(right)).status).toBe(200)
})

test('credentials by HTTP Basic are not looked at', async () => {
  const { client_id, client_secret, ...rest } = tokenRequest((await decide('approve')).query)
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const reply = await postJson(at(sandbox, LOGIN, '/oauth2/token'), rest, { Authorization: `Basic ${basic}` })
  expect(reply.status).toBe(400)
  expect(await reply.json()).toEqual({ error: 'Invalid client id.' })
})

test('a code is good once, and for a minute', async () => {
  const request = tokenRequest((await decide('approve')).query)
  expect((await exchange(request)).status).toBe(200)
  expect(await exchange(request)).toEqual({ status: 400, body: { error: 'Invalid code.' } })

  const late = tokenRequest((await decide('approve')).query)
  now += 60_000
  expect(await exchange(late)).toEqual({ status: 400, body: { error: 'Invalid code.' } })
})

test('a code of another app is no code', async () => {
  const other = sandbox.apps[1]!
  const request = { ...tokenRequest((await decide('approve')).query), client_id: other.clientId }
  expect(await exchange({ ...request, client_secret: other.clientSecret })).toMatchObject({ status: 400 })
})

test('anything else asked of the login host leads to the login', async () => {
  const reply = await fetch(at(sandbox, LOGIN, '/oauth2/tokens'), { method: 'POST', redirect: 'manual' })
  expect(reply.status).toBe(302)
  expect(await reply.text()).toContain('You are being <a href="https://login.bigcommerce.com/login">redirected</a>')
  sandbox.setFault(LOGIN, { kind: 'login-page' }, { path: '/oauth2/token', times: 1 })
  const fault = await postJson(at(sandbox, LOGIN, '/oauth2/token'), {})
  expect(fault.status).toBe(200)
  expect(await fault.text()).toContain('You are being <a href=')
})

test('fewer scopes can be granted than were asked for, and another store than was meant', async () => {
  sandbox.registerApp({ grantedScopes: ['store_v2_products'], grantedContext: 'stores/abc123xyz' })
  const { query } = await decide('approve')
  expect(query).toMatchObject({ context: 'stores/abc123xyz', scope: ['store_v2_products', ...IMPLIED].join(' ') })
  const { body } = await exchange(tokenRequest(query))
  expect(body).toMatchObject({ context: 'stores/abc123xyz', scope: query['scope'] })
  expect((await ask(sandbox, 'abc123xyz', '/v3/catalog/summary', { token: body.access_token })).status).toBe(200)
  expect((await ask(sandbox, 'abc123xyz', '/v2/store', { token: body.access_token })).status).toBe(403)
})

test('the token can say something else than the callback did', async () => {
  sandbox.registerApp({ answeredScopes: ['store_v2_default'], answeredContext: 'stores/abc123xyz' })
  const { query } = await decide('approve')
  expect(query['context']).toBe(`stores/${HASH}`)
  const { body } = await exchange(tokenRequest(query))
  expect(body).toMatchObject({ context: 'stores/abc123xyz', scope: 'store_v2_default' })
})

test('an install started by the store has no state and gives the whole profile', async () => {
  const { query, url } = sandbox.startInstall({ clientId: app().clientId, hash: HASH })
  expect(Object.keys(query)).toEqual(['account_uuid', 'code', 'context', 'scope'])
  expect(query.scope.split(' ')).toEqual(expect.arrayContaining([...app().scopes, ...IMPLIED]))
  expect(new URL(url).searchParams.get('code')).toBe(query.code)
  expect((await exchange(tokenRequest({ ...query }))).status).toBe(200)
})

test('the store’s own page starts the same install', async () => {
  const url = at(sandbox, LOGIN, `/app/${app().clientId}/install?context=stores/${HASH}`)
  expect(await (await fetch(url)).text()).toContain('wants to connect to Cedar &amp; Canvas')
  const { query } = await decide('approve', url)
  expect(Object.keys(query)).toEqual(['account_uuid', 'code', 'context', 'scope'])
})

test('a started install visits the callback as a browser from the login host does', async () => {
  const seen: { url: string | undefined; referer: string | undefined }[] = []
  const listener = createServer((request, response) => {
    seen.push({ url: request.url, referer: request.headers.referer })
    response.end('<p>You can close this.</p>')
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const callback = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/install`
  const { clientId } = sandbox.registerApp({ redirectUris: [callback] })
  const started = sandbox.startInstall({ clientId, hash: HASH })
  expect((await started.visit()).status).toBe(200)
  expect(seen).toEqual([
    { url: new URL(started.url).pathname + new URL(started.url).search, referer: `https://${LOGIN}/` },
  ])
  listener.close()
})

test('what is not registered cannot be installed', () => {
  const { clientId } = app()
  expect(() => sandbox.startInstall({ clientId: 'nosuchclient', hash: HASH })).toThrow(TypeError)
  expect(() => sandbox.startInstall({ clientId, hash: 'nosuchhash' })).toThrow(TypeError)
  expect(() => sandbox.startInstall({ clientId, hash: HASH, redirectUri: 'http://x.example/' })).toThrow(TypeError)
  expect(() => sandbox.registerApp({ clientId: 'an0ther' })).toThrow(TypeError)
})

test('an app of one’s own is registered beside the fixtures', async () => {
  const own = appFixture({ clientId: 'my0wn', clientSecret: 's3cret', redirectUris: ['http://localhost:1/cb'] })
  const other = await startSandbox({ apps: [own] })
  expect(other.startInstall({ clientId: 'my0wn', hash: HASH }).url).toMatch(/^http:\/\/localhost:1\/cb\?/)
  await other.close()
  await expect(startSandbox({ apps: [own, own] })).rejects.toThrow('share a client ID')
})

test('token requests are recorded with their grant type and without what they hold', async () => {
  const { query } = await decide('approve')
  const request = tokenRequest(query)
  const { body } = await exchange(request)
  expect(sandbox.requests().at(-1)).toMatchObject({
    host: LOGIN,
    method: 'POST',
    path: '/oauth2/token',
    grantType: 'authorization_code',
    status: 200,
  })
  const recorded = JSON.stringify(sandbox.requests())
  for (const secret of [request.client_secret, request.code, body.access_token]) expect(recorded).not.toContain(secret)
})
