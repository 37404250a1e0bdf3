import { prepare, Secret } from '@connform/core'
import { describe, expect, it } from 'vitest'
import { builtinAdapters } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { storefrontToken } from './support/json-web-tokens.ts'

const adapter = builtinAdapters['bigcommerce-graphql']!
const token = storefrontToken('canary-signature-77')
const form = {
  name: 'Shop window',
  authType: 'token',
  subdomain: 'store-abc123xyz',
  storeHash: 'abc123xyz',
  accessToken: token,
}
const at = (moment: string) => ({ adapter, now: new Date(moment) })

describe('the form of BigCommerce GraphQL', () => {
  it('takes subdomain, hash and channel out of one address, wherever it is pasted', () => {
    const address = 'https://store-abc123xyz-3.mybigcommerce.com/graphql'
    const { subdomain: _, storeHash: __, ...rest } = form
    for (const pasted of [{ subdomain: address }, { storeHash: address }, { subdomain: address, storeHash: address }]) {
      const prepared = prepare(adapter.definition, { ...rest, ...pasted }, at('2026-06-01T00:00:00Z'))
      expect(prepared.values).toMatchObject({ subdomain: 'store-abc123xyz-3', storeHash: 'abc123xyz', channelId: 3 })
      expect(prepared.issues.map(({ code }) => code)).toEqual(['notice'])
    }
  })

  it('takes the subdomain of a storefront address, and asks for the hash that is not in it', () => {
    const { storeHash: _, ...rest } = form
    const prepared = prepare(
      adapter.definition,
      { ...rest, subdomain: 'https://Celigo.mybigcommerce.com/' },
      at('2026-01-01T00:00:00Z'),
    )
    expect(prepared.values['subdomain']).toBe('celigo')
    expect(prepared.issues.map(({ path, code }) => [...path, code])).toEqual([['storeHash', 'required']])
  })

  it.each([
    ['2026-03-17T23:59:59Z', true, []],
    ['2026-03-18T00:00:00Z', true, ['notice']],
    ['2026-06-30T23:59:59Z', true, ['notice']],
    ['2026-07-01T00:00:00Z', false, ['refused_by_notice']],
    ['2027-03-31T23:59:59Z', false, ['refused_by_notice']],
    ['2027-04-01T00:00:00Z', false, ['refused_by_notice']],
  ])('judges a storefront token at %s by the dates that BigCommerce gave', (moment, ok, codes) => {
    const prepared = prepare(adapter.definition, form, at(moment))
    expect([prepared.ok, prepared.issues.map(({ code }) => code)]).toEqual([ok, codes])
    expectNoSecret(prepared, token)
  })
})

describe('a test with Custom', () => {
  it('is signed with the issued token alone, and refused without a request where there is none', async () => {
    const credentials = { authType: 'custom', values: form, secrets: { accessToken: new Secret('canary-api-token') } }
    const http = () => expect.unreachable('a request was sent')
    const error = await adapter.test(credentials, { http, clock: () => new Date() }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'ERR_UNSUPPORTED' })
    expectNoSecret(error, 'canary-api-token')
  })
})

describe('an answer of the storefront and its cause', () => {
  // The texts that the Storefront API sends with a 401.
  it.each([
    ['GraphQL credentials were missing. No token was sent.', 'bad_credentials'],
    ['GraphQL invalid credentials. String is not a JWT', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT signature is invalid', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT is expired', 'expired'],
    ["GraphQL invalid credentials. JWT channel id doesn't match channel id of the URL", 'wrong_store'],
    ["GraphQL invalid credentials. JWT store id doesn't match store id of the URL", 'wrong_store'],
    ['GraphQL invalid credentials. Unknown JWT token', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT has no valid Json', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT has Json of an unknown format', 'wrong_credential_kind'],
  ])('%s', async (message, cause) => {
    const credentials = { authType: 'token', values: form, secrets: { accessToken: new Secret(token) } }
    const body = JSON.stringify({ errors: [{ message }] })
    const http = () => Promise.resolve({ status: 401, headers: { 'content-type': 'application/json' }, body })
    const result = await adapter.test(credentials, { http, clock: () => new Date() })
    expect([result.ok, result.cause]).toEqual([false, cause])
    expectNoSecret(result, token)
  })
})
