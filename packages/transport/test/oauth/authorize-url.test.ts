import fc from 'fast-check'
import { AuthorizationCode } from 'simple-oauth2'
import { expect, test } from 'vitest'
import { authorizeUrl } from '../../src/index.ts'

const endpoint = { url: 'https://login.example.com/oauth2/authorize', clientId: 'abc' }
const request = { redirectUri: 'https://shop.example.net/callback', scopes: ['a', 'b'], state: 's' }

function parametersOf(url: string): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams)
}

test('the address asks for a code, for this client, these scopes and this way back', () => {
  expect(authorizeUrl(endpoint, request)).toBe(
    'https://login.example.com/oauth2/authorize?response_type=code&client_id=abc' +
      '&redirect_uri=https%3A%2F%2Fshop.example.net%2Fcallback&scope=a+b&state=s',
  )
})

test('scopes are separated as the provider wants it, and left out where there are none', () => {
  const { scope } = parametersOf(authorizeUrl(endpoint, { ...request, scopeSeparator: ',' }))
  expect(scope).toBe('a,b')
  expect(parametersOf(authorizeUrl(endpoint, { ...request, scopes: [] }))).not.toHaveProperty('scope')
})

test('a query of the endpoint is kept', () => {
  const url = authorizeUrl({ ...endpoint, url: `${endpoint.url}?audience=api` }, request)
  expect(parametersOf(url)).toMatchObject({ audience: 'api', client_id: 'abc', response_type: 'code' })
})

test('parameters are added and replace nothing of the grant', () => {
  const parameters = { context: 'stores/abc', response_type: 'token', client_id: 'x', redirect_uri: 'x', state: 'x' }
  expect(parametersOf(authorizeUrl(endpoint, { ...request, parameters }))).toEqual({
    context: 'stores/abc',
    response_type: 'code',
    client_id: 'abc',
    redirect_uri: request.redirectUri,
    scope: 'a b',
    state: 's',
  })
})

test('it is the address that simple-oauth2 builds, whatever the values are made of', () => {
  const text = fc.string({ unit: 'binary', minLength: 1 })
  const scopes = fc.array(text, { minLength: 1 })
  fc.assert(
    fc.property(text, text, scopes, (redirectUri, state, some) => {
      const theirs = new AuthorizationCode({
        client: { id: endpoint.clientId, secret: '' },
        auth: { tokenHost: 'https://login.example.com', authorizePath: '/oauth2/authorize' },
      }).authorizeURL({ redirect_uri: redirectUri, scope: some, state })
      expect(parametersOf(authorizeUrl(endpoint, { redirectUri, state, scopes: some }))).toEqual(parametersOf(theirs))
    }),
  )
})
