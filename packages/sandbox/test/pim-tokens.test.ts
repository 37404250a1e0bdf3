import { type PimFixture, pimFixture, type Sandbox, startSandbox } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, postForm, postJson } from './support.ts'

// https://api.akeneo.com/documentation/authentication.html
// https://api.akeneo.com/documentation/troubleshooting.html

const HOST = 'pim.example.com'
const BAD_CLIENT = 'Parameter "client_id" is missing or does not match any client, or secret is invalid'
const BAD_REQUEST = 'Parameter "grant_type", "username" or "password" is missing, empty or invalid'

let now: number
let sandbox: Sandbox

beforeEach(async () => {
  now = Date.parse('2026-11-01T12:00:00Z')
  sandbox = await startSandbox({ clock: () => new Date(now) })
})
afterEach(() => sandbox.close())

const pim = (): PimFixture => sandbox.pims.find(({ host }) => host === HOST)!

const basic = (id = pim().clientId, secret = pim().clientSecret) => ({
  Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

const passwordGrant = () => ({ grant_type: 'password', username: pim().username, password: pim().password })

const tokenUrl = () => at(sandbox, HOST, '/api/oauth/v1/token')

const ask = async (body: unknown, headers: Readonly<Record<string, string>> = basic()) => {
  const reply = await postJson(tokenUrl(), body, headers)
  return { status: reply.status, body: await reply.json() }
}

const refresh = (refresh_token: string) => ask({ grant_type: 'refresh_token', refresh_token })

const call = async (token: string) => {
  const reply = await fetch(at(sandbox, HOST, '/api/rest/v1/channels?limit=1'), {
    headers: { Authorization: `Bearer ${token}` },
  })
  return { status: reply.status, body: await reply.json() }
}

test.each(['json', 'form'] as const)('the password grant by %s gives the documented answer', async (format) => {
  const reply = await (format === 'json'
    ? postJson(tokenUrl(), passwordGrant(), basic())
    : postForm(tokenUrl(), passwordGrant(), basic()))
  expect(reply.status).toBe(200)
  const body = await reply.json()
  expect(body).toEqual({
    access_token: expect.any(String),
    expires_in: 3600,
    token_type: 'bearer',
    scope: null,
    refresh_token: expect.any(String),
  })
  expect((await call(body.access_token)).status).toBe(200)
})

test('a refresh brings two new tokens, and the old refresh token is spent', async () => {
  const first = (await ask(passwordGrant())).body
  const { status, body } = await refresh(first.refresh_token)
  expect(status).toBe(200)
  expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type', 'scope', 'refresh_token'])
  expect(new Set([first.access_token, first.refresh_token, body.access_token, body.refresh_token]).size).toBe(4)
  expect((await call(body.access_token)).status).toBe(200)
  expect(await refresh(first.refresh_token)).toEqual({
    status: 422,
    body: { code: 422, message: 'Refresh token is invalid or has expired' },
  })
})

test('of fifty refreshes with one token, one is granted', async () => {
  const { refresh_token } = (await ask(passwordGrant())).body
  const replies = await Promise.all(Array.from({ length: 50 }, () => refresh(refresh_token)))
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(sandbox.requests().filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(50)
})

test('a PIM that takes a refresh token again, or gives no new one, can be had', async () => {
  const { refresh_token } = (await ask(passwordGrant())).body
  sandbox.changePim(HOST, { refreshTokenSingleUse: false })
  expect((await refresh(refresh_token)).status).toBe(200)
  sandbox.changePim(HOST, { refreshTokenSingleUse: true, rotatesRefreshToken: false })
  const kept = await refresh(refresh_token)
  expect(kept.status).toBe(200)
  expect(kept.body).not.toHaveProperty('refresh_token')
  expect((await refresh(refresh_token)).status).toBe(200)
})

const wrong: readonly (readonly [
  what: string,
  body: () => unknown,
  headers: () => Readonly<Record<string, string>>,
  message: string,
])[] = [
  ['no client', passwordGrant, () => ({}), BAD_CLIENT],
  ['another client', passwordGrant, () => basic('nosuch'), BAD_CLIENT],
  ['a wrong secret', passwordGrant, () => basic(pim().clientId, 'wr0ng'), BAD_CLIENT],
  ['a line break after the secret', passwordGrant, () => basic(pim().clientId, `${pim().clientSecret}\n`), BAD_CLIENT],
  [
    'the client in the body',
    () => ({ ...passwordGrant(), client_id: pim().clientId, client_secret: pim().clientSecret }),
    () => ({}),
    BAD_CLIENT,
  ],
  ['no grant type', () => ({ ...passwordGrant(), grant_type: undefined }), basic, BAD_REQUEST],
  ['an unknown grant type', () => ({ ...passwordGrant(), grant_type: 'passwordd' }), basic, BAD_REQUEST],
  ['no user name', () => ({ ...passwordGrant(), username: undefined }), basic, BAD_REQUEST],
  ['an empty password', () => ({ ...passwordGrant(), password: '' }), basic, BAD_REQUEST],
  [
    'a grant that is not allowed',
    () => ({ grant_type: 'token' }),
    basic,
    'This grant type is not authorized for this client',
  ],
  [
    'a wrong password',
    () => ({ ...passwordGrant(), password: 'wr0ng' }),
    basic,
    'No user found for the given username and password',
  ],
  [
    'no refresh token',
    () => ({ grant_type: 'refresh_token' }),
    basic,
    'Parameter "grant_type" or "refresh_token" is missing or empty',
  ],
  [
    'an unknown refresh token',
    () => ({ grant_type: 'refresh_token', refresh_token: 'wr0ng' }),
    basic,
    'Refresh token is invalid or has expired',
  ],
]

test.each(wrong)('%s is a 422', async (_what, body, headers, message) => {
  expect(await ask(body(), headers())).toEqual({ status: 422, body: { code: 422, message } })
})

test('another content type is a 415', async () => {
  const reply = await fetch(tokenUrl(), {
    method: 'POST',
    headers: { ...basic(), 'Content-Type': 'application/xml' },
    body: '<grant/>',
  })
  expect(reply.status).toBe(415)
  expect(await reply.json()).toEqual({
    code: 415,
    message:
      '"application/xml" in "Content-Type" header is not valid. Only "application/json" or "application/x-www-form-urlencoded" are allowed.',
  })
})

test('too large a body is a 413', async () => {
  sandbox.changePim(HOST, { maxTokenBodyBytes: 300 })
  expect(await ask({ large_content: 'a'.repeat(300) })).toEqual({
    status: 413,
    body: { code: 413, message: 'Request content exceeded the maximum allowed size of 300 bytes' },
  })
})

test('tokens expire, the access token first', async () => {
  const { access_token, refresh_token } = (await ask(passwordGrant())).body
  now += 3_600_000
  expect(await call(access_token)).toEqual({
    status: 401,
    body: { code: 401, message: 'The access token provided has expired.' },
  })
  const renewed = (await refresh(refresh_token)).body
  expect((await call(renewed.access_token)).status).toBe(200)
  now += 1_209_600_000
  expect((await refresh(renewed.refresh_token)).status).toBe(422)
})

test('a shorter life can be set for one PIM or for every token', async () => {
  sandbox.changePim(HOST, { accessTokenSeconds: 120 })
  expect((await ask(passwordGrant())).body.expires_in).toBe(120)
  sandbox.setTokenLifetime(2)
  expect((await ask(passwordGrant())).body.expires_in).toBe(2)
  const capped = await startSandbox({ tokenLifetimeSeconds: 1 })
  const reply = await postJson(at(capped, HOST, '/api/oauth/v1/token'), passwordGrant(), basic())
  expect((await reply.json()).expires_in).toBe(1)
  await capped.close()
})

test('a changed password stops the password grant and leaves the tokens alone', async () => {
  const old = passwordGrant()
  const { access_token, refresh_token } = (await ask(old)).body
  sandbox.changePim(HOST, { password: 'n3wpassw0rd' })
  expect((await ask(old)).body.message).toBe('No user found for the given username and password')
  expect((await call(access_token)).status).toBe(200)
  expect((await refresh(refresh_token)).status).toBe(200)
  expect((await ask(passwordGrant())).status).toBe(200)
})

test('a deleted connection is an unknown client with unknown tokens', async () => {
  const { access_token, refresh_token } = (await ask(passwordGrant())).body
  sandbox.changePim(HOST, { connectionDeleted: true })
  expect((await ask(passwordGrant())).body.message).toBe(BAD_CLIENT)
  expect((await refresh(refresh_token)).body.message).toBe(BAD_CLIENT)
  expect(await call(access_token)).toMatchObject({
    status: 401,
    body: { message: 'The access token provided is invalid.' },
  })
  expect(() => sandbox.changePim('nosuch.example', {})).toThrow(TypeError)
})

test('a single token can be revoked', async () => {
  const { access_token, refresh_token } = (await ask(passwordGrant())).body
  sandbox.revoke(access_token)
  expect((await call(access_token)).body.message).toBe('The access token provided is invalid.')
  sandbox.revoke(refresh_token)
  expect((await refresh(refresh_token)).status).toBe(422)
  expect(sandbox.issued()).toMatchObject([
    { kind: 'pim-access', owner: HOST, token: access_token, revoked: true },
    { kind: 'pim-refresh', owner: HOST, token: refresh_token, revoked: true },
  ])
  expect(() => sandbox.revoke('nosucht0ken')).toThrow(TypeError)
})

test('each token request is counted with its grant type and without what it holds', async () => {
  const { refresh_token } = (await ask(passwordGrant())).body
  await refresh(refresh_token)
  await postForm(tokenUrl(), { grant_type: 'refresh_token', refresh_token }, basic())
  expect(sandbox.requests()).toMatchObject([
    { host: HOST, path: '/api/oauth/v1/token', grantType: 'password', status: 200 },
    { grantType: 'refresh_token', status: 200 },
    { grantType: 'refresh_token', status: 422 },
  ])
  const recorded = JSON.stringify(sandbox.requests())
  for (const secret of [refresh_token, pim().password, pim().clientSecret]) expect(recorded).not.toContain(secret)
})

test('the token endpoint can fail by itself', async () => {
  const path = '/api/oauth/v1/token'
  sandbox.setFault(HOST, { kind: 'server-error', status: 503 }, { path, times: 1 })
  expect(await ask(passwordGrant())).toMatchObject({ status: 503, body: { code: 503 } })
  sandbox.setFault(HOST, { kind: 'slow', delayMs: 1 }, { path, times: 1 })
  const { access_token } = (await ask(passwordGrant())).body
  sandbox.setFault(HOST, { kind: 'cut-before-headers' }, { path })
  await expect(ask(passwordGrant())).rejects.toThrow(TypeError)
  expect((await call(access_token)).status).toBe(200)
})

test('a PIM of one’s own is served beside the fixtures, whose tokens it does not know', async () => {
  const own = pimFixture({ ...pim(), host: 'own.example', clientId: '1_own' })
  const other = await startSandbox({ pims: [own] })
  const tokenAt = async (host: string, id: string) => {
    const reply = await postJson(at(other, host, '/api/oauth/v1/token'), passwordGrant(), basic(id))
    return (await reply.json()).access_token
  }
  const statusAt = async (host: string, token: string) =>
    (await fetch(at(other, host, '/api/rest/v1/locales'), { headers: { Authorization: `Bearer ${token}` } })).status
  const token = await tokenAt('own.example', '1_own')
  expect(await statusAt('own.example', token)).toBe(200)
  expect(await statusAt(HOST, token)).toBe(401)
  await other.close()
  await expect(startSandbox({ pims: [own, own] })).rejects.toThrow('share a host')
})
