import { OAuth2Server } from 'oauth2-mock-server'
import { expect, onTestFinished, test } from 'vitest'
import { CALLBACK } from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { savedIn } from '../support/forms.ts'
import { library } from '../support/library-definition.ts'
import { movingClock } from '../support/moving-clock.ts'

// Against oauth2-mock-server, an OAuth server that connform's authors did not write.

const CLIENT_SECRET = 'canary-client-secret-of-the-library'
const HOUR = { seconds: 3600 }

/** A running server, what it was asked for, and a connform that knows a kind of connection to it. */
async function foreign() {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  onTestFinished(() => server.stop())
  const base = `http://127.0.0.1:${server.address().port}`
  const asked: Record<string, unknown>[] = []
  const issued: string[] = []
  server.service.on('beforeResponse', ({ body }, request) => {
    asked.push({ ...request.body })
    // The server names a scope of its own invention where the request names none.
    if (Object(body).scope === 'dummy') Object(body).scope = 'books loans'
    const { access_token: token } = Object(body)
    if (typeof token === 'string') issued.push(token)
  })
  // Only the token issued last is good.
  server.service.on('beforeUserinfo', (response, request) => {
    if (request.headers.authorization === `Bearer ${issued.at(-1)}`) return
    response.statusCode = 401
    response.body = { error: 'invalid_token' }
  })
  const clock = movingClock(new Date().toISOString())
  const at = await bench()
  const hosts = { 'login.library.example': base, 'api.library.example': base }
  const connform = await at.open({ clock, hosts, definitions: [library] })
  const grantTypes = () => asked.map(({ grant_type: grantType }) => grantType)
  return { ...connform, ...at, server, base, clock, asked, issued, grantTypes }
}

async function authorized(parts: Awaited<ReturnType<typeof foreign>>) {
  const { connections, oauth, oauthClients, base } = parts
  const client = await oauthClients.create('library', { name: 'App', clientId: 'app', clientSecret: CLIENT_SECRET })
  const oauthClient = client.ok ? client.client.id : ''
  const form = { name: 'Reading room', authType: 'oauth2', oauthClient, scopes: ['books', 'loans'] }
  const { id } = savedIn(await connections.create('library', form))
  const { url } = await connections.authorize(id, { redirectUri: CALLBACK })
  const { pathname, search } = new URL(url)
  const back = await fetch(`${base}${pathname}${search}`, { redirect: 'manual' })
  return { id, result: await oauth.handleCallback(new URL(back.headers.get('location') ?? '').searchParams) }
}

test('a code becomes a token, which is renewed when it runs out', async () => {
  const parts = await foreign()
  const { client, clock, grantTypes, asked } = parts
  const { id, result } = await authorized(parts)
  expect(result).toMatchObject({ ok: true, connection: { status: 'active' }, test: { account: { reader: 'johndoe' } } })
  expect(asked[0]).toMatchObject({ grant_type: 'authorization_code', redirect_uri: CALLBACK })
  for (let hour = 0; hour < 2; hour++) {
    clock.move(HOUR)
    expect(await client(id).request('GET', '/userinfo')).toMatchObject({ ok: true, data: { sub: 'johndoe' } })
  }
  expect(grantTypes()).toEqual(['authorization_code', 'refresh_token', 'refresh_token'])
  expect(JSON.stringify(result)).not.toContain(CLIENT_SECRET)
})

test('a renewal that brings no refresh token and names no scopes keeps those there are', async () => {
  const parts = await foreign()
  const { server, client, clock, grantTypes } = parts
  const { id } = await authorized(parts)
  server.service.on('beforeResponse', ({ body }) => {
    Reflect.deleteProperty(Object(body), 'refresh_token')
    Reflect.deleteProperty(Object(body), 'scope')
  })
  for (let hour = 0; hour < 3; hour++) {
    clock.move(HOUR)
    expect(await client(id).request('GET', '/userinfo')).toMatchObject({ ok: true })
  }
  expect(grantTypes().slice(1)).toEqual(['refresh_token', 'refresh_token', 'refresh_token'])
})

test('a refused refresh token ends the grant, and a new authorisation begins another', async () => {
  const parts = await foreign()
  const { server, client, clock, connections, grantTypes } = parts
  const { id } = await authorized(parts)
  server.service.once('beforeResponse', (response) => {
    response.statusCode = 400
    response.body = { error: 'invalid_grant' }
  })
  clock.move(HOUR)
  const call = () => client(id).request('GET', '/userinfo')
  await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED', reason: 'expired' })
  await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED' })
  expect(grantTypes()).toEqual(['authorization_code', 'refresh_token'])
  expect(await connections.get(id)).toMatchObject({ status: 'needs_reauth' })
})

test('a user name and a password become a token, which is renewed once it is refused', async () => {
  const { connections, client, issued, grantTypes } = await foreign()
  const form = {
    name: 'Reading room',
    authType: 'password',
    clientId: 'app',
    clientSecret: CLIENT_SECRET,
    username: 'ada',
    password: 'canary-password-of-a-reader',
  }
  const created = await connections.create('library', form)
  const { id } = savedIn(created)
  issued.push('another token')
  expect(await client(id).request('GET', '/userinfo')).toMatchObject({ ok: true })
  expect(grantTypes()).toEqual(['password', 'refresh_token'])
  expect(JSON.stringify(created)).not.toContain('canary')
})
