import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { CALLBACK } from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { savedIn } from '../support/forms.ts'
import { library } from '../support/library-definition.ts'
import { movingClock } from '../support/moving-clock.ts'

const CLIENT_SECRET = 'canary-client-secret-of-the-library'

/** A provider whose granted tokens last an hour, and an authorised connection to it. */
async function authorized() {
  const asked: URLSearchParams[] = []
  const state = { refuses: false, good: '' }
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/userinfo') {
      const known = request.headers.authorization === `Bearer ${state.good}`
      return answer(known ? 200 : 401, known ? { sub: 'ada' } : {})
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    asked.push(new URLSearchParams(Buffer.concat(chunks).toString()))
    if (state.refuses) return answer(400, { error: 'invalid_grant' })
    state.good = `canary-access-token-${asked.length}`
    const first = asked.length === 1 ? { refresh_token: 'canary-refresh-token', scope: 'books loans' } : {}
    return answer(200, { access_token: state.good, expires_in: 3600, ...first })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const clock = movingClock()
  const { open } = await bench()
  const hosts = { 'login.library.example': base, 'api.library.example': base }
  const connform = await open({ clock, hosts, definitions: [library] })
  const { connections, oauth, oauthClients } = connform
  const client = await oauthClients.create('library', { name: 'App', clientId: 'app', clientSecret: CLIENT_SECRET })
  const oauthClient = client.ok ? client.client.id : ''
  const form = { name: 'Reading room', authType: 'oauth2', oauthClient, scopes: ['books', 'loans'] }
  const { id } = savedIn(await connections.create('library', form))
  const { url } = await connections.authorize(id, { redirectUri: CALLBACK })
  const result = await oauth.handleCallback({ code: 'a-code', state: new URL(url).searchParams.get('state') ?? '' })
  expect(result).toMatchObject({ ok: true, test: { account: { reader: 'ada' } } })
  expect(JSON.stringify(result)).not.toContain('canary')
  const grantTypes = () => asked.map((parameters) => parameters.get('grant_type'))
  return {
    connections,
    id,
    clock,
    state,
    asked,
    grantTypes,
    call: () => connform.client(id).request('GET', '/userinfo'),
  }
}

test('a granted token that runs out is renewed without the person, again and again', async () => {
  const { call, clock, grantTypes, asked } = await authorized()
  for (let hour = 0; hour < 3; hour++) {
    clock.move({ seconds: 3600 })
    expect(await call()).toMatchObject({ ok: true, data: { sub: 'ada' } })
  }
  expect(grantTypes()).toEqual(['authorization_code', 'refresh_token', 'refresh_token', 'refresh_token'])
  // No answer but the first brought a refresh token.
  expect(new Set(asked.slice(1).map((parameters) => parameters.get('refresh_token')))).toEqual(
    new Set(['canary-refresh-token']),
  )
})

test('a token that is refused before its end is renewed too', async () => {
  const { call, state, grantTypes } = await authorized()
  state.good = 'another'
  expect(await call()).toMatchObject({ ok: true })
  expect(grantTypes()).toEqual(['authorization_code', 'refresh_token'])
})

test('a renewal that is refused ends the grant, and nobody is asked again', async () => {
  const { call, state, clock, connections, id, grantTypes } = await authorized()
  state.refuses = true
  clock.move({ seconds: 3600 })
  await expect(call()).rejects.toMatchObject({
    code: 'ERR_GRANT_REFUSED',
    reason: 'expired',
    message: 'The library no longer accepts this authorisation.',
  })
  await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED' })
  expect(grantTypes()).toEqual(['authorization_code', 'refresh_token'])
  expect(await connections.get(id)).toMatchObject({ status: 'needs_reauth' })
})
