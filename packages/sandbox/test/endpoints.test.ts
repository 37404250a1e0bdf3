import { type Sandbox, startSandbox, storeFixture } from '@connform/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, tokenOf } from './support.ts'

// Paths and scopes as the specifications have them.
// https://developer.bigcommerce.com/docs/start/authentication/api-accounts#oauth-scopes
const probes: readonly (readonly [path: string, read: string, modify: string | null])[] = [
  ['/v2/store', 'store_v2_information_read_only', 'store_v2_information'],
  ['/v2/time', 'store_v2_information_read_only', 'store_v2_information'],
  ['/v2/currencies', 'store_v2_information_read_only', 'store_v2_information'],
  ['/v3/settings/store/locale', 'store_v2_information_read_only', 'store_v2_information'],
  ['/v3/settings/store/profile', 'store_v2_information_read_only', 'store_v2_information'],
  ['/v2/orders', 'store_v2_orders_read_only', 'store_v2_orders'],
  ['/v3/orders/1/transactions', 'store_v2_transactions_read_only', 'store_v2_transactions'],
  ['/v3/orders/pickups', 'store_order_fulfillment_read_only', 'store_order_fulfillment_manage'],
  ['/v3/pickup/methods', 'store_fulfillment_methods_read_only', 'store_fulfillment_methods_manage'],
  ['/v2/pages', 'store_v2_content_read_only', 'store_v2_content'],
  ['/v2/banners', 'store_v2_marketing_read_only', 'store_v2_marketing'],
  ['/v2/coupons', 'store_v2_marketing_read_only', 'store_v2_marketing'],
  ['/v3/customers', 'store_v2_customers_read_only', 'store_v2_customers'],
  ['/v2/payments/methods', 'store_payments_methods_read', null],
  ['/v3/channels', 'store_channel_settings_read_only', 'store_channel_settings'],
  ['/v3/channels/1', 'store_channel_settings_read_only', 'store_channel_settings'],
  ['/v3/channels/currency-assignments', 'store_channel_settings_read_only', 'store_channel_settings'],
  ['/v3/channels/1/listings', 'store_channel_listings_read_only', 'store_channel_listings'],
  ['/v3/channels/1/site', 'store_sites_read_only', 'store_sites'],
  ['/v3/sites', 'store_sites_read_only', 'store_sites'],
  ['/v3/sites/1/routes', 'store_sites_read_only', 'store_sites'],
  ['/v3/catalog/summary', 'store_v2_products_read_only', 'store_v2_products'],
  ['/v3/catalog/products', 'store_v2_products_read_only', 'store_v2_products'],
  ['/v3/pricelists', 'store_v2_products_read_only', 'store_v2_products'],
  ['/v3/inventory/locations', 'store_locations_read_only', 'store_locations'],
  ['/v3/inventory/items', 'store_inventory_read_only', 'store_inventory'],
  ['/v3/carts/1', 'store_cart_read_only', 'store_cart'],
  ['/v3/checkouts/1', 'store_checkout_read_only', 'store_checkout'],
  ['/v3/themes', 'store_themes_read_only', 'store_themes_manage'],
  ['/v3/content/scripts', 'store_content_checkout_read_only', 'store_content_checkout'],
  ['/v3/content/scripts/1', 'store_content_checkout_read_only', 'store_content_checkout'],
  ['/v3/store/systemlogs', 'store_logs_read_only', null],
]
const everyScope = [...new Set(probes.flatMap(([, read, modify]) => [read, modify]))].filter((id) => id !== null)

const tokenFor = (name: string): string => `scoped${name}`.padEnd(31, '0').toLowerCase()
const account = (label: string, scopes: readonly string[]) => ({
  accessToken: tokenFor(label),
  clientId: `client${label}`,
  clientSecret: `secret${label}`,
  label,
  scopes,
})

let sandbox: Sandbox

beforeAll(async () => {
  const scopedStore = storeFixture({
    hash: 'sc0pedst0r',
    name: 'Scoped',
    behaviour: 'One account per scope.',
    rateLimit: null,
    tokens: everyScope.map((id) => account(`only ${id}`, [id])),
  })
  sandbox = await startSandbox({ stores: [scopedStore], clock: () => new Date('2026-09-01T12:00:00.900Z') })
})
afterAll(() => sandbox.close())

test.each(probes)('GET %s takes exactly %s or %s', async (path, read, modify) => {
  const statusWith = async (label: string): Promise<number> =>
    (await ask(sandbox, 'sc0pedst0r', path, { token: tokenOf(sandbox, 'sc0pedst0r', label).accessToken })).status

  const sufficient = everyScope.filter((id) => id === read || id === modify)
  for (const id of everyScope) {
    const expected = sufficient.includes(id) ? [200, 204, 404] : [403]
    expect(expected, `only ${id}`).toContain(await statusWith(`only ${id}`))
  }
})

test('webhooks need no scope but the default one', async () => {
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz', 'no scope')
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v3/hooks', { token: accessToken })
  expect(reply.status).toBe(200)
  expect(JSON.parse(reply.body)).toMatchObject({ data: [], meta: { pagination: { total: 0 } } })
})

const documentedStoreMembers =
  'id account_uuid domain secure_url control_panel_base_url status name first_name last_name address country country_code infrastructure_region phone admin_email order_email favicon_url timezone language currency currency_symbol decimal_separator thousands_separator decimal_places currency_symbol_location weight_units dimension_units dimension_decimal_places dimension_decimal_token dimension_thousands_token plan_name plan_level plan_is_trial industry logo is_price_entered_with_tax store_id default_channel_id default_site_id active_comparison_modules features'.split(
    ' ',
  )

test('store information has every documented member, and its id is the hash', async () => {
  const information = JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v2/store')).body)
  expect(Object.keys(information).sort()).toEqual([...documentedStoreMembers].sort())
  expect(information).toMatchObject({
    id: 'ci4bzn8adz',
    control_panel_base_url: 'https://store-ci4bzn8adz.mybigcommerce.com',
    status: 'live',
    store_id: expect.any(Number),
    default_channel_id: 1,
    logo: { url: expect.stringContaining('/s-ci4bzn8adz/') },
  })
})

test('a store without a logo has an empty array in its place', async () => {
  expect(JSON.parse((await ask(sandbox, 'abc123xyz', '/v2/store')).body).logo).toEqual([])
})

test('the time is told in whole Unix seconds', async () => {
  expect(JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v2/time')).body)).toEqual({ time: 1_788_264_000 })
})

test('channels come in pages that name their neighbours', async () => {
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v3/channels?limit=2&page=2')
  const { data, meta } = JSON.parse(reply.body)
  expect(data).toHaveLength(2)
  expect(meta.pagination).toEqual({
    total: 5,
    count: 2,
    per_page: 2,
    current_page: 2,
    total_pages: 3,
    links: { previous: '?page=1&limit=2', current: '?page=2&limit=2', next: '?page=3&limit=2' },
  })
})

test('the last page names no next one, and a page behind it is empty', async () => {
  const last = JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v3/catalog/products?limit=4&page=2')).body)
  expect(last.data).toHaveLength(3)
  expect(last.meta.pagination.links).toEqual({ previous: '?page=1&limit=4', current: '?page=2&limit=4' })
  const behind = JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v3/catalog/products?limit=4&page=3')).body)
  expect(behind).toMatchObject({ data: [], meta: { pagination: { total: 7, count: 0, total_pages: 2 } } })
})

test('the default storefront has ID 1 in every store', async () => {
  for (const { hash } of sandbox.stores.filter(({ fault, tokens }) => !fault && tokens.length < 10)) {
    const { data } = JSON.parse((await ask(sandbox, hash, '/v3/channels?limit=1')).body)
    expect(data).toMatchObject([{ id: 1, type: 'storefront', status: 'active', platform: 'bigcommerce' }])
  }
})

test('a limit that is no number is refused in the words of the specification', async () => {
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v3/channels?limit=a')
  expect(reply.status).toBe(422)
  expect(JSON.parse(reply.body).title).toBe('Query parameter "limit" value must be integer. For input string: "a".')
})

test('a V2 list that is empty is a 204 without body and content type', async () => {
  const reply = await ask(sandbox, 'abc123xyz', '/v2/orders')
  expect(reply).toMatchObject({ status: 204, body: '' })
  expect(reply.headers['content-type']).toBeUndefined()
  expect(reply.headers['content-length']).toBeUndefined()
})

test('V2 lists are bare arrays', async () => {
  expect(JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v2/orders?limit=1')).body)).toHaveLength(1)
  const currencies = JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v2/currencies')).body)
  expect(currencies).toMatchObject([
    { is_default: true, currency_code: 'USD' },
    { is_default: false, currency_code: 'EUR', currency_exchange_rate: '0.849' },
  ])
})

test('the catalogue summary has every documented member', async () => {
  const { data, meta } = JSON.parse((await ask(sandbox, 'ci4bzn8adz', '/v3/catalog/summary')).body)
  expect(Object.keys(data).sort()).toEqual(
    'average_variant_price highest_variant_price inventory_count inventory_value lowest_variant_price newest_variant_date oldest_variant_date primary_category_id primary_category_name variant_count'.split(
      ' ',
    ),
  )
  expect(data.lowest_variant_price).toBeTypeOf('string')
  expect(meta).toEqual({})
})

test('what does not exist is a 404 of the resource, not of the route', async () => {
  const v3 = await ask(sandbox, 'ci4bzn8adz', '/v3/channels/99')
  expect(v3.status).toBe(404)
  expect(JSON.parse(v3.body)).toMatchObject({ status: 404, title: 'Not found' })
  const v2 = await ask(sandbox, 'ci4bzn8adz', '/v2/orders/7')
  expect(v2.status).toBe(404)
  expect(JSON.parse(v2.body)).toMatchObject([{ status: 404 }])
})

const post = (path: string, body: unknown, token?: string) =>
  ask(sandbox, 'ci4bzn8adz', path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(token !== undefined && { token }),
  })

test('a channel is created once, and its mistakes are named by field', async () => {
  const wrong = await post('/v3/channels', { type: 'storefront', name: 7 })
  expect(wrong.status).toBe(422)
  expect(JSON.parse(wrong.body)).toMatchObject({
    title: 'JSON data is missing or invalid',
    errors: { platform: 'error.path.missing', name: 'error.expected.jsstring' },
  })
  expect((await post('/v3/channels', '{')).status).toBe(400)

  const channel = { name: 'Autumn', type: 'storefront', platform: 'custom' }
  const created = await post('/v3/channels', channel)
  expect(created.status).toBe(200)
  const { id } = JSON.parse(created.body).data
  expect(JSON.parse((await ask(sandbox, 'ci4bzn8adz', `/v3/channels/${id}`)).body).data).toMatchObject(channel)

  const again = await post('/v3/channels', channel)
  expect(again.status).toBe(409)
  expect(JSON.parse(again.body).title).toBe('Channel already exists with name: Autumn')
})

test('a webhook is seen by the API account that made it, and by no other', async () => {
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz', 'no scope')
  const made = await post('/v3/hooks', { scope: 'store/order/created', destination: 'https://hooks.example' })
  const { data } = JSON.parse(made.body)
  const path = `/v3/hooks/${data.id}`
  expect((await ask(sandbox, 'ci4bzn8adz', path)).status).toBe(200)
  expect((await ask(sandbox, 'ci4bzn8adz', path, { token: accessToken })).status).toBe(404)
  expect((await ask(sandbox, 'ci4bzn8adz', path, { method: 'DELETE' })).status).toBe(200)
  expect((await ask(sandbox, 'ci4bzn8adz', path)).status).toBe(404)
})

test('the locales of a channel are asked by GraphQL, with the scope that reads the setting', async () => {
  const query = `{ store { locales(input: { channelId: "bc/store/channel/1" }) { edges { node { code isDefault } } } } }`
  const post = (text: string) =>
    ask(sandbox, 'ci4bzn8adz', '/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: text }),
    })
  const { status, body } = await post(query)
  expect(status).toBe(200)
  expect(JSON.parse(body).data.store.locales.edges.map(({ node }: { node: { code: string } }) => node.code)).toEqual([
    'en',
    'de',
    'fr',
  ])
  expect(JSON.parse((await post('{ store { products } }')).body)).toMatchObject({ errors: [{}] })
  expect(JSON.parse((await post('{')).body)).toMatchObject({ errors: [{}] })
  expect(JSON.parse((await post(query.replace('channel/1', 'channel/9'))).body)).toMatchObject({
    errors: [{ message: 'There is no such channel.' }],
  })
  const body415 = await ask(sandbox, 'ci4bzn8adz', '/graphql', { method: 'POST', body: query })
  expect(body415.status).toBe(415)
})

test('channels can be listed by their type', async () => {
  const { body } = await ask(sandbox, 'ci4bzn8adz', '/v3/channels?type:in=storefront')
  expect([...new Set(JSON.parse(body).data.map(({ type }: { type: string }) => type))]).toEqual(['storefront'])
})
