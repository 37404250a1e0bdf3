import { Secret, type TokenEndpoint } from '@connform/core'
import { OAuth2Server } from 'oauth2-mock-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { authorizeUrl } from '../../src/index.ts'
import { canary } from '../support/canary.ts'
import { host, openDoor } from '../support/door.ts'
import { endpoint, granted, options, refused } from '../support/grants.ts'

// Against oauth2-mock-server, an OAuth server that connform's authors did not write.

const redirectUri = 'https://shop.example.net/callback'

async function foreignServer() {
  const server = new OAuth2Server()
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  onTestFinished(() => server.stop())
  const base = `http://127.0.0.1:${server.address().port}`
  return { server, base, oauth: openDoor(base).oauth }
}

function claims(token: Secret | undefined): Record<string, unknown> {
  const [, payload = ''] = token?.reveal().split('.') ?? []
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}

const ways: readonly Pick<TokenEndpoint, 'bodyFormat' | 'clientAuthentication'>[] = [
  { bodyFormat: 'form', clientAuthentication: 'body' },
  { bodyFormat: 'form', clientAuthentication: 'basic' },
  { bodyFormat: 'json', clientAuthentication: 'body' },
  { bodyFormat: 'json', clientAuthentication: 'basic' },
]

describe.each(ways)('with $bodyFormat and the client in $clientAuthentication', (way) => {
  const at: TokenEndpoint = { ...endpoint, ...way, url: `https://${host}/token` }

  test('a user is sent to the server, comes back with a code, and the code becomes a token', async () => {
    const { base, oauth } = await foreignServer()
    const asked = { redirectUri, scopes: ['store_v2_products', 'store_v2_orders'], state: 'st&te +1' }
    const back = await fetch(authorizeUrl({ url: `${base}/authorize`, clientId: at.clientId }, asked), {
      redirect: 'manual',
    })
    const callback = new URL(back.headers.get('location') ?? '')
    expect([callback.origin + callback.pathname, callback.searchParams.get('state')]).toEqual([redirectUri, 'st&te +1'])
    const code = callback.searchParams.get('code') ?? ''
    expect(code).not.toBe('')

    const parameters = { scope: 'store_v2_products store_v2_orders' }
    const issued = await granted(oauth.exchangeCode({ ...at, parameters }, { code, redirectUri }, options))
    expect(claims(issued.accessToken)).toMatchObject({ sub: 'johndoe', scope: 'store_v2_products store_v2_orders' })
    expect(issued).toMatchObject({ expiresInSeconds: 3600, scopes: ['store_v2_products', 'store_v2_orders'] })
    expect(issued.refreshToken?.reveal()).not.toBe('')
    expect(issued.extra).toEqual({ token_type: 'Bearer' })
  })

  test('a user name and a password become a token', async () => {
    const { oauth } = await foreignServer()
    const grant = { username: 'ada', password: new Secret(canary) }
    const issued = await granted(oauth.passwordGrant(at, grant, options))
    expect(claims(issued.accessToken)).toMatchObject({ sub: 'ada', amr: ['pwd'] })
    expect(issued.expiresInSeconds).toBe(3600)
  })

  test('a refresh token becomes a token', async () => {
    const { oauth } = await foreignServer()
    const issued = await granted(oauth.refresh(at, new Secret(canary), options))
    expect(claims(issued.accessToken)).toMatchObject({ sub: 'johndoe' })
    expect(issued.refreshToken?.reveal()).not.toBe(canary)
  })

  test('a refresh that brings no refresh token keeps the old one', async () => {
    const { server, oauth } = await foreignServer()
    server.service.on('beforeResponse', ({ body }) => Reflect.deleteProperty(Object(body), 'refresh_token'))
    const issued = await granted(oauth.refresh(at, new Secret(canary), options))
    expect(issued.refreshToken?.reveal()).toBe(canary)
  })

  test('a refusal is handed back', async () => {
    const { server, oauth } = await foreignServer()
    server.service.on('beforeResponse', (response) => {
      response.statusCode = 400
      response.body = { error: 'invalid_grant' }
    })
    const answer = await refused(oauth.refresh(at, new Secret(canary), options))
    expect(answer).toMatchObject({ status: 400, body: '{"error":"invalid_grant"}' })
  })
})
