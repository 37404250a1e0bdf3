import { describe, expect, it } from 'vitest'
import { definitionOf, definitions } from './support/definitions.ts'

const rest = definitionOf('bigcommerce-rest')
const graphql = definitionOf('bigcommerce-graphql')

/** Field → required, of the shared fields and one auth type, in the order a person meets them. */
function stars(id: string, authType: string): Record<string, boolean> {
  const { form } = definitionOf(id)
  const branch = form.allOf?.find((entry) => entry.if.properties['authType']?.const === authType)?.then
  const required = new Set([...(form.required ?? []), ...(branch?.required ?? [])])
  const names = [...Object.keys(form.properties), ...Object.keys(branch?.properties ?? {})]
  return Object.fromEntries(names.map((name) => [name, required.has(name)]))
}

describe('the forms', () => {
  // Celigo's pages for BigCommerce (REST) and BigCommerce (GraphQL), plus an optional client secret as UnoPim has it.
  it.each([
    [
      'bigcommerce-rest',
      'oauth2',
      { name: true, authType: true, storeHash: true, oauthClient: true, scopes: true, redirectUri: false },
    ],
    ['bigcommerce-rest', 'basic', { name: true, authType: true, storeHash: true, username: true, password: true }],
    [
      'bigcommerce-rest',
      'token',
      { name: true, authType: true, storeHash: true, accessToken: true, clientId: true, clientSecret: false },
    ],
    [
      'bigcommerce-graphql',
      'custom',
      {
        name: true,
        subdomain: true,
        authType: true,
        storeHash: true,
        channelId: false,
        accessToken: true,
        scopes: true,
      },
    ],
    [
      'bigcommerce-graphql',
      'token',
      { name: true, subdomain: true, authType: true, storeHash: true, channelId: false, accessToken: true },
    ],
  ])('%s asks for %s what the platforms ask for, with their stars', (id, authType, fields) => {
    expect(stars(id, authType)).toEqual(fields)
  })

  it('say something in plain words about every field', () => {
    for (const { form, hints } of definitions) {
      for (const name of form.propertyNames.enum) expect(hints[name]?.help ?? '').toMatch(/^[A-Z].*\.$/)
    }
  })

  it('say in words what a pattern asks for', () => {
    for (const { form, hints } of definitions) {
      const patterned = Object.entries(form.properties).filter(([, { pattern }]) => pattern !== undefined)
      expect(patterned.length).toBeGreaterThan(0)
      for (const [name] of patterned) expect(hints[name]?.format).toMatch(/^A .*, like \S+/)
    }
  })
})

describe('the scopes of BigCommerce REST', () => {
  const { catalogue, profiles } = rest.scopes!
  const offered = rest.form.allOf![0]!.then.properties['scopes']!.items!.oneOf!.map((option) => option.const)

  it('are offered where a store grants them: no account scope, no alias, none that comes by itself', () => {
    expect(offered).toHaveLength(56)
    expect(offered.filter((id) => !id.startsWith('store_'))).toEqual([])
    for (const id of ['store_v2_default', 'users_basic_information', 'store_v2_checkouts', 'store_checkouts']) {
      expect(offered).not.toContain(id)
    }
  })

  // The pages on setting up credentials of the Akeneo App, the Akeneo connector V1, UnoPim and Celigo.
  it.each([
    ['akeneo-app', ['store_v2_products', 'store_channel_settings', 'store_channel_listings']],
    [
      'akeneo-connector-v1',
      [
        'store_v2_products',
        'store_storefront_api',
        'store_storefront_api_customer_impersonation',
        'store_v2_content_read_only',
        'store_v2_information_read_only',
      ],
    ],
    ['unopim-import', ['store_v2_products_read_only', 'store_v2_information_read_only']],
    ['unopim-export', ['store_v2_products', 'store_v2_information_read_only']],
    ['graphql', ['store_storefront_api', 'store_storefront_api_customer_impersonation']],
  ])('hold the profile %s as its page asks', (profile, required) => {
    expect(profiles[profile]?.required).toEqual(required)
    expect(profiles[profile]?.note).toMatch(/page/)
  })

  it('let modify stand for read', () => {
    const products = catalogue.find(({ id }) => id === 'store_v2_products')
    expect(products?.includes).toEqual(['store_v2_products_read_only'])
    const themes = catalogue.find(({ id }) => id === 'store_themes_manage')
    expect(themes?.includes).toEqual(['store_themes_read_only'])
  })

  it('are probed by what reads alone', () => {
    const probed = catalogue.filter(({ probe }) => probe !== undefined)
    expect(probed.length).toBeGreaterThan(10)
    expect(probed.filter(({ access }) => !['read-only', 'default'].includes(access))).toEqual([])
  })
})

describe('the tables of answers', () => {
  /** The first row that matches, as a runtime reads the table. */
  function rowFor(id: string, answer: { status: number; body?: string; type?: string; headers?: string[] }) {
    const { body = '', type = 'application/json', headers = [] } = answer
    return definitionOf(id).test.answers.find(({ when }) => {
      const [first, last] = typeof when.status === 'object' ? when.status : [when.status ?? 0, when.status ?? 999]
      return (
        answer.status >= first &&
        answer.status <= last &&
        type.startsWith(when.contentType ?? '') &&
        body.toLowerCase().includes((when.bodyIncludes ?? '').toLowerCase()) &&
        (when.header === undefined || headers.includes(when.header))
      )
    })
  }

  // Bodies as observed or documented for api.bigcommerce.com.
  it.each([
    [401, 'X-Auth-Token header is required', 'bad_credentials', /without an access token/],
    [401, 'X-Auth-Token header should have correct format', 'bad_credentials', /could not read/],
    [401, '{"status":401,"title":"Unauthorized"}', 'bad_credentials', /does not know/],
    [
      401,
      '{"title":"Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store."}',
      'wrong_store',
      /another store/,
    ],
    [403, `{"title":"You don't have a required scope to access the endpoint"}`, 'missing_scope', /scope/],
    [
      403,
      '{"title":"Unauthorized Access. You do not have permission to make this request."}',
      'missing_scope',
      /permission/,
    ],
    [404, 'The route is not found, check the URL', 'unexpected_answer', /address/],
    [406, '', 'unexpected_answer', /format/],
    [415, '', 'unexpected_answer', /format/],
    [429, '', 'rate_limited', /overloaded/],
    [500, '', 'store_unavailable', /fault/],
    [502, '', 'store_unavailable', /fault/],
    [503, '', 'store_unavailable', /maintenance/],
    [504, '', 'store_unavailable', /fault/],
    [507, '', 'store_unavailable', /plan/],
    [509, '', 'store_unavailable', /bandwidth/],
    [302, '', 'unexpected_answer', /redirect/],
    [418, '', 'unexpected_answer', /not known/],
  ])('read %i %s as %s', (status, body, cause, message) => {
    const row = rowFor('bigcommerce-rest', { status, body })
    expect(row?.cause).toBe(cause)
    expect(row?.message).toMatch(message)
  })

  it('tell a used-up quota from an overloaded platform', () => {
    const limited = rowFor('bigcommerce-rest', { status: 429, headers: ['X-Rate-Limit-Time-Reset-Ms'] })
    expect(limited?.message).toMatch(/used up its requests/)
    expect(rowFor('bigcommerce-rest', { status: 429, headers: ['X-Retry-After'] })?.message).toMatch(/asks to wait/)
  })

  it('know a web page from data', () => {
    expect(rowFor('bigcommerce-rest', { status: 200, type: 'text/html; charset=utf-8' })?.message).toMatch(/web page/)
  })

  it('ask for a refused token the three things people get wrong', () => {
    const hints = rowFor('bigcommerce-rest', { status: 401, body: '{"title":"Unauthorized"}' })?.hints.join(' ')
    expect(hints).toMatch(/space/)
    expect(hints).toMatch(/client secret/)
    expect(hints).toMatch(/still exists/)
  })

  it('mention a store- prefix left on the hash where a scope seems missing', () => {
    const body = "You don't have a required scope to access the endpoint"
    expect(rowFor('bigcommerce-rest', { status: 403, body })?.hints.join(' ')).toMatch(/not store-abc123xyz/)
  })

  it.each([
    ['GraphQL credentials were missing. No token was sent.', 'bad_credentials'],
    ['GraphQL invalid credentials. String is not a JWT', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT signature is invalid', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT is expired', 'expired'],
    ["GraphQL invalid credentials. JWT channel id doesn't match channel id of the URL", 'wrong_store'],
    ["GraphQL invalid credentials. JWT store id doesn't match store id of the URL", 'wrong_store'],
    ['Unknown JWT token', 'bad_credentials'],
    ['GraphQL invalid credentials. JWT has no valid Json', 'wrong_credential_kind'],
    ['GraphQL invalid credentials. JWT has Json of an unknown format', 'wrong_credential_kind'],
  ])('read "%s" of the Storefront API as %s', (message, cause) => {
    const body = JSON.stringify({ errors: [{ message }] })
    expect(rowFor('bigcommerce-graphql', { status: 401, body })?.cause).toBe(cause)
  })

  it('read a missing scope of a private token out of an answer of 200', () => {
    const body = '{"data":null,"errors":[{"extensions":{"code":"INSUFFICIENT_ACCESS_SCOPE"}}]}'
    expect(rowFor('bigcommerce-graphql', { status: 200, body })?.cause).toBe('missing_scope')
  })

  it('end every message and hint as a sentence', () => {
    for (const { test } of definitions) {
      for (const { message, hints } of test.answers) for (const text of [message, ...hints]) expect(text).toMatch(/\.$/)
    }
  })
})

describe('the notice on storefront tokens', () => {
  it('warns, then refuses new ones, then all, on the days BigCommerce announced', () => {
    expect(graphql.notices).toHaveLength(1)
    expect(graphql.notices[0]).toMatchObject({
      authTypes: ['token'],
      endsOn: '2027-03-31',
      stages: [
        { from: '2026-03-18', effect: 'warn' },
        { from: '2026-07-01', effect: 'refuse-new' },
        { from: '2027-04-01', effect: 'refuse-all' },
      ],
    })
  })
})

it('no test shows personal data of a store', () => {
  for (const { test } of definitions) {
    const shown = test.steps.flatMap(({ account = {} }) => Object.values(account))
    expect(shown.filter((path) => /mail|phone|address|first_name|last_name|country/.test(path))).toEqual([])
  }
})
