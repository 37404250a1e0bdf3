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
    // The page on setting up the Akeneo BigCommerce connector V1.
    [
      'akeneo-pim',
      'none',
      { name: true, url: true, clientId: true, clientSecret: true, username: true, password: true },
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

describe('where the tokens come from', () => {
  it('of BigCommerce GraphQL: minted for the chosen channel and scopes, where the access token may go alone', () => {
    const { custom } = graphql.auth
    if (custom?.kind !== 'minted-token') throw new Error('Custom mints its tokens.')
    const { mint, revoke } = custom
    expect(mint.baseUrl + mint.path).toBe(
      'https://api.bigcommerce.com/stores/{storeHash}/v3/storefront/api-token-private',
    )
    expect(mint.allowedHosts).toEqual(['api.bigcommerce.com'])
    expect(mint.body).toEqual({
      channel_ids: ['{channelId}'],
      scopes: '{scopes}',
      expires_at: '{expiresAtSeconds}',
    })
    expect(mint.sign).toEqual({ header: 'X-Auth-Token', value: '{accessToken}' })
    expect(revoke).toEqual({ method: 'DELETE', path: '/v3/storefront/api-token', tokenHeader: 'Sf-Api-Token' })
    expect(graphql.request.allowedHosts).toEqual(['*.mybigcommerce.com'])
  })

  it('of a BigCommerce app: the token endpoint takes the client in a JSON body, on the sign-in host alone', () => {
    expect(rest.auth['oauth2']).toMatchObject({
      tokenUrl: 'https://login.bigcommerce.com/oauth2/token',
      allowedHosts: ['login.bigcommerce.com'],
      clientAuthentication: 'body',
      bodyFormat: 'json',
    })
  })

  it('of Akeneo: the password grant at the host the person typed, and no other host', () => {
    const { auth, request, identity } = definitionOf('akeneo-pim')
    expect(auth['none']).toMatchObject({
      kind: 'oauth2-password',
      tokenUrl: '{url}/api/oauth/v1/token',
      allowedHosts: ['{url}'],
      clientAuthentication: 'basic',
    })
    expect(request.allowedHosts).toEqual(['{url}'])
    expect(identity).toEqual(['url'])
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
