import { type Sandbox, startSandbox } from '@connform/sandbox'
import { buildClientSchema, getIntrospectionQuery, printSchema } from 'graphql'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, postJson, readJwt } from './support.ts'

// https://developer.bigcommerce.com/docs/storefront/graphql
// https://developer.bigcommerce.com/docs/start/authentication/graphql-storefront

const HASH = 'ci4bzn8adz'
const SETTINGS = '{ site { settings { storeName storeHash status } } }'

let now: number
let sandbox: Sandbox

beforeEach(async () => {
  now = Date.parse('2026-11-01T12:00:00Z')
  sandbox = await startSandbox({ clock: () => new Date(now) })
})
afterEach(() => sandbox.close())

type Issue = Omit<Parameters<Sandbox['issueStorefrontToken']>[0], 'hash'> & { readonly hash?: string }

const privateToken = (options: Issue = {}) => sandbox.issueStorefrontToken({ hash: HASH, kind: 'private', ...options })

interface Ask {
  readonly label?: string
  readonly token?: string
  readonly variables?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const query = async (
  text: string,
  { label = `store-${HASH}`, token = privateToken(), variables, headers }: Ask = {},
) => {
  const reply = await postJson(
    at(sandbox, `${label}.mybigcommerce.com`, '/graphql'),
    { query: text, variables },
    {
      ...(token !== '' && { Authorization: `Bearer ${token}` }),
      ...headers,
    },
  )
  return { status: reply.status, headers: reply.headers, body: await reply.json() }
}

test('a query is answered with what it asks for', async () => {
  const { status, headers, body } = await query(SETTINGS)
  expect(status).toBe(200)
  expect(body).toEqual({
    data: { site: { settings: { storeName: 'Cedar & Canvas', storeHash: HASH, status: 'LAUNCHED' } } },
  })
  expect(headers.get('x-bc-graphql-complexity')).toMatch(/^\d+$/)
})

test('products come in pages, by variables too', async () => {
  const text =
    'query ($first: Int, $after: String) { site { products(first: $first, after: $after)' +
    ' { edges { node { entityId name prices { price { value currencyCode } } } } pageInfo { hasNextPage endCursor } } } }'
  const names: string[] = []
  for (let after: string | null = null, more = true; more; ) {
    const { body } = await query(text, { variables: { first: 3, after } })
    const { edges, pageInfo } = body.data.site.products
    names.push(...edges.map(({ node }: { node: { name: string } }) => node.name))
    after = pageInfo.endCursor
    more = pageInfo.hasNextPage
  }
  expect(names).toHaveLength(7)
  expect(new Set(names).size).toBe(7)
})

test('the schema can be asked for, and is a whole one', async () => {
  const { body } = await query(getIntrospectionQuery())
  const schema = printSchema(buildClientSchema(body.data))
  for (const name of [
    'type Site',
    'type Settings',
    'type ProductConnection',
    'customer: Customer',
    'company: Company',
  ]) {
    expect(schema).toContain(name)
  }
})

test.each([
  [`store-${HASH}`, 1],
  [`store-${HASH}-1`, 1],
  [`store-${HASH}-664179`, 664179],
  ['cedar-canvas', 1],
])('the storefront %s is channel %i', async (label, channel) => {
  const token = privateToken({ channelIds: [channel] })
  const { body } = await query('{ site { settings { storeHash channelId } } }', { label, token })
  expect(body.data.site.settings).toEqual({ storeHash: HASH, channelId: channel })
})

test('a storefront that is not there is a 404, and only storefronts have a host', async () => {
  const reply = await postJson(at(sandbox, '*.mybigcommerce.com', '/graphql'), { query: SETTINGS })
  expect(reply.status).toBe(404)
  expect(sandbox.hosts).not.toHaveProperty([`store-${HASH}-664180.mybigcommerce.com`])
  expect(sandbox.hosts).not.toHaveProperty(['celigo.mybigcommerce.com'])
  const known = await fetch(at(sandbox, 'orchardlane.mybigcommerce.com', '/admin/oauth/info'))
  expect(await known.json()).toEqual({ store_hash: 'abc123xyz' })
})

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const INVALID = 'GraphQL invalid credentials.'

const refusals: readonly (readonly [message: string, token: () => string])[] = [
  ['GraphQL credentials were missing. No token was sent.', () => ''],
  [`${INVALID} String is not a JWT`, () => 'gm6s3f290fxu6o0q6jrydigobmvh3zg'],
  [`${INVALID} JWT has no valid Json`, () => `${part({ alg: 'ES256' })}.${part('no json')}.c2ln`],
  [`${INVALID} JWT has Json of an unknown format`, () => `${part({ alg: 'ES256' })}.${part({ sub: 'x' })}.c2ln`],
  [
    `${INVALID} JWT signature is invalid`,
    () => {
      const { claims, signature } = readJwt(privateToken())
      return `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ ...claims, eat: claims.eat + 1 })}.${signature}`
    },
  ],
  [`${INVALID} JWT is expired`, () => privateToken({ expiresAt: new Date(now) })],
  [
    'Unknown JWT token',
    () => {
      const token = privateToken()
      sandbox.revoke(token)
      return token
    },
  ],
  [`${INVALID} JWT store id doesn't match store id of the URL`, () => privateToken({ hash: 'abc123xyz' })],
  [`${INVALID} JWT channel id doesn't match channel id of the URL`, () => privateToken({ channelIds: [664179] })],
]

test.each(refusals)('401 %s', async (message, token) => {
  const { status, body } = await query(SETTINGS, { token: token() })
  expect({ status, body }).toEqual({ status: 401, body: { errors: [{ message }] } })
})

test('a token of another sandbox has no right signature', async () => {
  const other = await startSandbox()
  const token = other.issueStorefrontToken({ hash: HASH, kind: 'private' })
  await other.close()
  expect((await query(SETTINGS, { token })).body.errors[0].message).toBe(`${INVALID} JWT signature is invalid`)
})

test.each([
  ['{ site { settings { status } } }', 'site', 'Unauthenticated', ['Customer', 'B2B']],
  ['{ customer { email } }', 'customer', 'Customer', ['Unauthenticated', 'B2B']],
  ['{ company { name } }', 'company', 'B2B', ['Unauthenticated', 'Customer']],
] as const)('%s asks a private token for its scope', async (text, field, scope, others) => {
  const refused = await query(text, { token: privateToken({ scopes: others }) })
  expect(refused.status).toBe(200)
  expect(refused.body).toEqual({
    data: null,
    errors: [
      {
        message: 'The provided token does not include the scopes required to resolve this field.',
        path: [field],
        extensions: { code: 'INSUFFICIENT_ACCESS_SCOPE', requiredScopes: [scope] },
      },
    ],
  })
  expect((await query(text, { token: privateToken({ scopes: [scope] }) })).body).not.toHaveProperty('errors')
})

test.each([
  ['an Origin header', { Origin: 'https://shop.example' }],
  ['a browser’s user agent', { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' }],
])('a private token is refused with %s', async (_what, headers) => {
  expect((await query(SETTINGS, { headers })).status).toBe(401)
})

test('a storefront token made by June 2026 is for servers until March 2027', async () => {
  const token = sandbox.issueStorefrontToken({
    hash: HASH,
    issuedAt: new Date('2026-06-30T12:00:00Z'),
    expiresAt: new Date('2028-01-01T00:00:00Z'),
  })
  expect((await query(SETTINGS, { token })).status).toBe(200)
  now = Date.parse('2027-03-31T23:59:59Z')
  expect((await query(SETTINGS, { token })).status).toBe(200)
  now = Date.parse('2027-04-01T00:00:00Z')
  expect((await query(SETTINGS, { token })).status).toBe(401)
})

test('a storefront token made later is for browsers at its origins', async () => {
  const token = sandbox.issueStorefrontToken({ hash: HASH, allowedCorsOrigins: ['https://shop.example'] })
  expect((await query(SETTINGS, { token })).status).toBe(401)
  const browser = await query(SETTINGS, { token, headers: { Origin: 'https://shop.example' } })
  expect(browser.status).toBe(200)
  expect(browser.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  const elsewhere = await query(SETTINGS, { token, headers: { Origin: 'https://other.example' } })
  expect(elsewhere.headers.get('access-control-allow-origin')).toBeNull()
})

test('an impersonation token acts for the customer it names', async () => {
  const token = sandbox.issueStorefrontToken({ hash: HASH, kind: 'customer-impersonation' })
  const text = '{ customer { entityId } }'
  expect((await query(text, { token })).body).toEqual({ data: { customer: null } })
  const named = await query(text, { token, headers: { 'X-Bc-Customer-Id': '7' } })
  expect(named.body).toEqual({ data: { customer: { entityId: 7 } } })
})

test('a query that asks for too much is refused with its score', async () => {
  const product = 'edges { node { name prices { price { value } } } }'
  const related = `edges { node { relatedProducts(first: 50) { edges { node { relatedProducts { ${product} } } } } } }`
  const { status, headers, body } = await query(`{ site { products(first: 50) { ${related} } } }`)
  const score = headers.get('x-bc-graphql-complexity')
  expect(Number(score)).toBeGreaterThan(10_000)
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      errors: [
        {
          message: `The query is too complex as it has a complexity score of ${score} out of 10000. Please remove some elements and try again`,
        },
      ],
    },
  })
})

test('50 products are the most of one query, and 16 fields the deepest', async () => {
  expect((await query('{ site { products(first: 51) { pageInfo { hasNextPage } } } }')).body.errors).toHaveLength(1)
  const deep = (times: number): string =>
    times === 0 ? 'pageInfo { hasNextPage }' : `edges { node { relatedProducts(first: 1) { ${deep(times - 1)} } } }`
  expect((await query(`{ site { products(first: 1) { ${deep(4)} } } }`)).body).not.toHaveProperty('errors')
  expect((await query(`{ site { products(first: 1) { ${deep(5)} } } }`)).body.errors[0].message).toMatch(/depth/)
})

test('a mistake in the query is told with its place', async () => {
  const { status, body } = await query('{ site { nothing } }')
  expect(status).toBe(200)
  expect(body.errors[0]).toMatchObject({ message: expect.stringContaining('"nothing"'), locations: [{ line: 1 }] })
  expect((await query('{ site {')).body.errors[0].message).toMatch(/^Syntax Error/)
  const nothing = await postJson(
    at(sandbox, `store-${HASH}.mybigcommerce.com`, '/graphql'),
    { variables: {} },
    { Authorization: `Bearer ${privateToken()}` },
  )
  expect(nothing.status).toBe(400)
})

test.each(['HIBERNATION', 'MAINTENANCE', 'PRE_LAUNCH'] as const)(
  'a storefront says that it is in %s',
  async (status) => {
    sandbox.setStorefrontStatus(HASH, status)
    expect((await query(SETTINGS)).body.data.site.settings.status).toBe(status)
    expect(() => sandbox.setStorefrontStatus('nosuchhash', status)).toThrow(TypeError)
  },
)

test('a channel before its launch says so', async () => {
  const token = privateToken({ channelIds: [664182] })
  const { body } = await query(SETTINGS, { label: `store-${HASH}-664182`, token })
  expect(body.data.site.settings.status).toBe('PRE_LAUNCH')
})

test('a store’s faults show at its storefront, in the storefront’s words', async () => {
  const faulty = async (fault: Parameters<Sandbox['setFault']>[1]) => {
    sandbox.setFault(HASH, fault, { path: '/graphql', times: 1 })
    const reply = await fetch(at(sandbox, `store-${HASH}.mybigcommerce.com`, '/graphql'), {
      method: 'POST',
      redirect: 'manual',
      headers: { Authorization: `Bearer ${privateToken()}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: SETTINGS }),
    })
    return { status: reply.status, body: await reply.text() }
  }
  expect(await faulty({ kind: 'revoked-token' })).toEqual({
    status: 401,
    body: '{"errors":[{"message":"Unknown JWT token"}]}',
  })
  expect(await faulty({ kind: 'suspended' })).toMatchObject({ status: 503 })
  expect(await faulty({ kind: 'rate-limited' })).toMatchObject({ status: 429 })
  expect(await faulty({ kind: 'login-page' })).toMatchObject({ status: 200, body: expect.stringContaining('<html>') })
  expect(await faulty({ kind: 'redirect' })).toMatchObject({ status: 302 })
  expect((await query(SETTINGS)).status).toBe(200)
})

test('requests are recorded under the storefront’s own host, without the token', async () => {
  const token = privateToken()
  await query(SETTINGS, { token, label: 'cedar-canvas' })
  await query(SETTINGS, { token: 'a.b.c' })
  expect(sandbox.requests()).toMatchObject([
    { host: 'cedar-canvas.mybigcommerce.com', method: 'POST', path: '/graphql', tokenRight: true, status: 200 },
    { host: `store-${HASH}.mybigcommerce.com`, tokenRight: false, status: 401 },
  ])
  expect(JSON.stringify(sandbox.requests())).not.toContain(token)
})
