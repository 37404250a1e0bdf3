import { Secret } from '@connform/core'
import fc from 'fast-check'
import nock from 'nock'
import { AuthorizationCode, ResourceOwnerPassword } from 'simple-oauth2'
import { describe, expect, onTestFinished, test } from 'vitest'
import { tokenRequest } from '../../src/oauth/token-request.ts'
import { canary } from '../support/canary.ts'
import { openDoor } from '../support/door.ts'
import { endpoint, granted, grantNames, grants, redirectUri, type SeenRequest, tokenServer } from '../support/grants.ts'

/** What each grant sends besides the client's credentials. RFC 6749 §4.1.3, §4.3.2, §6 */
const sent = {
  exchangeCode: { grant_type: 'authorization_code', code: `${canary}-code`, redirect_uri: redirectUri },
  passwordGrant: { grant_type: 'password', username: 'ada', password: `${canary}-password` },
  refresh: { grant_type: 'refresh_token', refresh_token: `${canary}-refresh` },
}
const client = { client_id: 'the-client', client_secret: `${canary}-client` }

const read = {
  form: ({ body }: SeenRequest) => Object.fromEntries(new URLSearchParams(body)),
  json: ({ body }: SeenRequest) => JSON.parse(body),
}

describe.each(grantNames)('%s asks', (name) => {
  async function asked(at: Parameters<(typeof grants)[typeof name]>[1]): Promise<SeenRequest> {
    const { base, seen } = await tokenServer()
    await granted(grants[name](openDoor(base), at))
    expect(seen).toHaveLength(1)
    return seen[0] as SeenRequest
  }

  test('the endpoint by POST, for JSON', async () => {
    const { method, path, headers } = await asked({ url: `${endpoint.url}?version=2` })
    expect([method, path, headers.accept]).toEqual(['POST', '/oauth2/token?version=2', 'application/json'])
  })

  test.each([
    ['form', 'application/x-www-form-urlencoded'],
    ['json', 'application/json'],
  ] as const)('with a body of %s and the client in it', async (bodyFormat, contentType) => {
    const seen = await asked({ bodyFormat })
    expect(seen.headers['content-type']).toBe(contentType)
    expect(seen.headers).not.toHaveProperty('authorization')
    expect(read[bodyFormat](seen)).toEqual({ ...sent[name], ...client })
  })

  test.each(['form', 'json'] as const)('with a body of %s and the client in HTTP Basic', async (bodyFormat) => {
    const seen = await asked({ bodyFormat, clientAuthentication: 'basic' })
    expect(seen.headers.authorization).toBe(`Basic ${btoa(`the-client:${canary}-client`)}`)
    expect(read[bodyFormat](seen)).toEqual(sent[name])
  })

  test('with the parameters of the endpoint, which replace nothing of the grant', async () => {
    const own = { context: 'stores/a b', scope: 'x y' }
    const wrong = { grant_type: 'x', code: 'x', redirect_uri: 'x', username: 'x', password: 'x', refresh_token: 'x' }
    const hostile = Object.fromEntries(Object.entries(wrong).filter(([key]) => key in sent[name]))
    const seen = await asked({ parameters: { ...own, ...hostile, client_id: 'x', client_secret: 'x' } })
    expect(read.form(seen)).toEqual({ ...own, ...sent[name], ...client })
  })
})

test('characters of every kind arrive in a form and in JSON as they were given', async () => {
  const odd = 'é ✓ 𝄞 +&=%"\\\n\u0000;/?'
  for (const bodyFormat of ['form', 'json'] as const) {
    const { base, seen } = await tokenServer()
    const at = { ...endpoint, bodyFormat, clientId: odd, clientSecret: new Secret(odd), parameters: { context: odd } }
    await openDoor(base).oauth.exchangeCode(at, { code: odd, redirectUri: odd }, { allowedHosts: ['api.example.com'] })
    expect(read[bodyFormat](seen[0] as SeenRequest)).toEqual({
      grant_type: 'authorization_code',
      code: odd,
      redirect_uri: odd,
      context: odd,
      client_id: odd,
      client_secret: odd,
    })
  }
})

test('an unpaired surrogate makes no exception of any grant', async () => {
  const { base } = await tokenServer()
  for (const name of grantNames) {
    await granted(grants[name](openDoor(base), { clientSecret: new Secret('\ud800'), clientAuthentication: 'basic' }))
  }
})

test('a public endpoint is asked over https under its own name, and nothing else is asked', async () => {
  if (!nock.isActive()) nock.activate()
  nock.disableNetConnect()
  onTestFinished(() => {
    nock.cleanAll()
    nock.restore()
  })
  for (const name of grantNames) {
    const parameters = { ...sent[name], ...client }
    nock('https://api.example.com').post('/oauth2/token', parameters).reply(200, { access_token: canary })
    expect((await granted(grants[name](openDoor()))).accessToken.reveal()).toBe(canary)
  }
})

test('every grant goes over a connection of its own, so that none meets one that has been closed', async () => {
  const { base, seen } = await tokenServer()
  const door = openDoor(base)
  for (const name of grantNames) await granted(grants[name](door))
  expect(new Set(seen.map(({ port }) => port)).size).toBe(3)
})

test('HTTP Basic holds credentials that are form-encoded first, whatever they are made of', () => {
  // RFC 6749 §2.3.1 and appendix B: no `:` is left in the client ID, and decoding gives the credentials back.
  const text = fc.string({ unit: 'binary' }).map((any) => any.toWellFormed())
  fc.assert(
    fc.property(text, text, (clientId, secret) => {
      const asked = { ...endpoint, clientId, clientSecret: new Secret(secret), clientAuthentication: 'basic' } as const
      const { authorization = '' } = tokenRequest(asked, {}).headers
      const decoded = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString()
      const parts = decoded.split(':').map((part) => new URLSearchParams(`x=${part}`).get('x'))
      expect(parts).toEqual([clientId, secret])
      expect(decoded).toMatch(/^[\w.*+%:-]*$/)
    }),
  )
})

test('HTTP Basic is plain Base64 of both, joined by a colon, for the credentials that such endpoints issue', () => {
  const clientId = '1_5pwk3ofcw3s4s40ggkk4g8kw'
  const clientSecret = new Secret('4ul1vjv2ew8w004.AB-c_z')
  const { headers } = tokenRequest({ ...endpoint, clientId, clientSecret, clientAuthentication: 'basic' }, {})
  expect(headers.authorization).toBe(`Basic ${btoa(`${clientId}:4ul1vjv2ew8w004.AB-c_z`)}`)
})

describe('what goes out is what the HTTP client of simple-oauth2 would have sent', () => {
  // The library itself, from its main entry and with its own client, asks the same server for the same grants.
  const settings = [
    ['form', 'body'],
    ['form', 'basic'],
    ['json', 'body'],
    ['json', 'basic'],
  ] as const

  test.each(settings)('as %s with the client in %s', async (bodyFormat, clientAuthentication) => {
    const { base, seen } = await tokenServer()
    const secret = 'a b/+=%&' // ASCII, because the library accepts nothing else
    const ours = {
      bodyFormat,
      clientAuthentication,
      clientSecret: new Secret(secret),
      parameters: { scope: 'x y' },
    }
    const theirs = {
      client: { id: endpoint.clientId, secret },
      auth: { tokenHost: base, tokenPath: '/oauth2/token' },
      options: { bodyFormat, authorizationMethod: clientAuthentication === 'basic' ? 'header' : 'body' },
    } as const

    await new AuthorizationCode(theirs).getToken({ code: `${canary}-code`, redirect_uri: redirectUri, scope: 'x y' })
    await grants.exchangeCode(openDoor(base), ours)
    await new ResourceOwnerPassword(theirs).getToken({
      username: 'ada',
      password: `${canary}-password`,
      scope: ['x', 'y'],
    })
    await grants.passwordGrant(openDoor(base), ours)
    const old = new AuthorizationCode(theirs).createToken({ refresh_token: `${canary}-refresh` })
    await old.refresh({ scope: 'x y' })
    await grants.refresh(openDoor(base), ours)

    const said = seen.map((request) => ({
      method: request.method,
      path: request.path,
      authorization: request.headers.authorization,
      accept: request.headers.accept,
      contentType: request.headers['content-type'],
      parameters: read[bodyFormat](request),
    }))
    expect(said).toHaveLength(6)
    for (const index of [1, 3, 5]) expect(said[index]).toEqual(said[index - 1])
  })
})
