import { type Issue, Secret } from '@connform/core'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { jsonWebToken, storefrontToken } from './support/json-web-tokens.ts'
import { restCredentials } from './support/sandbox.ts'

const rest = builtinAdapters['bigcommerce-rest']!
const graphql = builtinAdapters['bigcommerce-graphql']!
const told = (issues: readonly Issue[]) => issues.map(({ path, code, severity }) => [...path, code, severity].join(' '))

const canary = 'canary5e2d'

/** Text in the place of an access token → what is said, or nothing. */
const lookAlikes: readonly [what: string, text: string, said: string | undefined][] = [
  ['an access token', `${canary}gm6s3f290fxu6o0q6jryd`, undefined],
  ['an access token in capitals', `${canary}GM6S3F290FXU6O0Q6JRYD`, undefined],
  ['one of another length', canary, undefined],
  ['one of a form not seen before', `${canary}_-.~`, undefined],
  ['63 hexadecimal digits', 'ca0a5e2d'.padEnd(63, '0'), undefined],
  ['a client secret', 'ca0a5e2d'.padEnd(64, '0'), 'client_secret_in_field warning'],
  ['a client secret in capitals', 'CA0A5E2D'.padEnd(64, '0'), 'client_secret_in_field warning'],
  ['a storefront token', storefrontToken(canary), 'storefront_token_in_field error'],
  ['another JSON Web Token', jsonWebToken({ sub: 'x' }, canary), 'json_web_token_in_field warning'],
  ['three parts that are no JSON Web Token', `${canary}.b.c`, undefined],
  ['two lines of the credentials file', `ACCESS TOKEN: ${canary} CLIENT ID: x`, 'file_in_field error'],
  ['a line of the credentials file', `client id: ${canary}`, 'file_in_field error'],
  ['a header', `X-Auth-Token: ${canary}`, 'header_in_field error'],
  ['a bearer header', `Bearer ${canary}`, 'header_in_field error'],
  ['an authorization header', `Authorization: Basic ${canary}`, 'header_in_field error'],
  ['an address', `https://api.bigcommerce.com/stores/${canary}/v3/`, 'address_in_field error'],
  ['two words', `${canary} ${canary}`, 'space_in_field warning'],
]

describe('in the place of the access token', () => {
  it.each(lookAlikes)('%s', (_, text, said) => {
    for (const [authType, key, title] of [
      ['token', 'accessToken', 'Access token'],
      ['basic', 'password', 'Password'],
    ] as const) {
      const issues = rest.inspect(restCredentials('abc123xyz', text, authType))
      expect(told(issues)).toEqual(said === undefined ? [] : [`${key} ${said}`])
      for (const { message, hint } of issues) {
        expect(message.startsWith(title)).toBe(true)
        expect(hint).toBeTruthy()
      }
      expectNoSecret(issues, canary, text)
    }
  })
})

describe('one text in two fields', () => {
  const token = restCredentials('abc123xyz', canary)

  it.each<[what: string, values: Record<string, unknown>, secrets: Record<string, Secret>, said: string[]]>([
    ['token and client ID', { clientId: canary }, {}, ['clientId same_text_twice error']],
    ['token and client secret', {}, { clientSecret: new Secret(canary) }, ['clientSecret same_text_twice error']],
    ['token and store hash', { storeHash: canary }, {}, ['storeHash same_text_twice error']],
    [
      'client ID and client secret',
      { clientId: 'other' },
      { clientSecret: new Secret('other') },
      ['clientSecret same_text_twice error'],
    ],
    [
      'three fields',
      { clientId: canary, storeHash: canary },
      {},
      ['clientId same_text_twice error', 'storeHash same_text_twice error'],
    ],
    ['a name like the token', { name: canary }, {}, []],
  ])('%s', (_, values, secrets, said) => {
    const issues = rest.inspect({
      ...token,
      values: { ...token.values, ...values },
      secrets: { ...token.secrets, ...secrets },
    })
    expect(told(issues)).toEqual(said)
    expectNoSecret(issues, canary)
  })

  it('username and password of Basic', () => {
    const basic = restCredentials('abc123xyz', canary, 'basic')
    const issues = rest.inspect({ ...basic, values: { ...basic.values, username: canary } })
    expect(told(issues)).toEqual(['username same_text_twice error'])
    expectNoSecret(issues, canary)
  })

  it('is nothing where a saved secret is not typed again', () => {
    expect(rest.inspect({ ...token, secrets: {} })).toEqual([])
  })
})

it('finds nothing to say of OAuth 2.0, which holds no token in the form', () => {
  expect(rest.inspect({ authType: 'oauth2', values: { oauthClient: 'app' }, secrets: {} })).toEqual([])
})

describe('in the place of the access token of GraphQL', () => {
  const inspect = (authType: string, text: string) => {
    const issues = graphql.inspect({
      authType,
      values: { storeHash: 'abc123xyz' },
      secrets: { accessToken: new Secret(text) },
    })
    expectNoSecret(issues, canary, text)
    return told(issues)
  }

  it.each(lookAlikes)('with Custom as with REST: %s', (_, text, said) => {
    expect(inspect('custom', text)).toEqual(said === undefined ? [] : [`accessToken ${said}`])
  })

  it.each<[what: string, text: string, said: string | undefined]>([
    ['a storefront token', storefrontToken(canary), undefined],
    ['another JSON Web Token', jsonWebToken({ sub: 'x' }, canary), undefined],
    [
      'half of a storefront token',
      storefrontToken(canary).split('.').slice(0, 2).join('.'),
      'broken_json_web_token error',
    ],
    ['a storefront token with a part too much', `${storefrontToken(canary)}.x`, 'broken_json_web_token error'],
    ['the access token of an API account', `${canary}gm6s3f290fxu6o0q6jryd`, 'api_token_in_field warning'],
    ['a client secret', 'ca0a5e2d'.padEnd(64, '0'), 'client_secret_in_field warning'],
    ['a header', `Bearer ${canary}`, 'header_in_field error'],
  ])('with Token: %s', (_, text, said) => {
    expect(inspect('token', text)).toEqual(said === undefined ? [] : [`accessToken ${said}`])
  })
})
