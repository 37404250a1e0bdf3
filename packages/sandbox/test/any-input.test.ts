import { type Sandbox, startSandbox } from '@connform/sandbox'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, send } from './support.ts'

// Whatever is sent, each host answers in its own words; the sandbox itself never fails (500).

const STOREFRONT = 'store-ci4bzn8adz.mybigcommerce.com'
const PIM = 'pim.example.com'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const PRODUCTS = 'query ($first: Int) { site { products(first: $first) { pageInfo { hasNextPage } } } }'

const visible = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.=/+ "{}[],:') })
const jsonType = { 'Content-Type': 'application/json' }

test('any text as a bearer token is refused by the storefront and by the PIM', async () => {
  await fc.assert(
    fc.asyncProperty(visible, async (text) => {
      const headers = { ...jsonType, Authorization: `Bearer ${text}` }
      const graphql = await send(at(sandbox, STOREFRONT, '/graphql'), { method: 'POST', headers, body: '{}' })
      expect(graphql.status).toBe(401)
      expect(JSON.parse(graphql.body).errors).toHaveLength(1)
      const pim = await send(at(sandbox, PIM, '/api/rest/v1/channels'), { headers })
      expect(JSON.parse(pim.body)).toMatchObject({ code: 401 })
    }),
    { numRuns: 60 },
  )
})

test('any JSON as a token request is answered with an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (body) => {
      const login = await send(at(sandbox, 'login.bigcommerce.com', '/oauth2/token'), {
        method: 'POST',
        headers: jsonType,
        body,
      })
      expect(JSON.parse(login.body)).toEqual({ error: 'Invalid client id.' })
      const pim = await send(at(sandbox, PIM, '/api/oauth/v1/token'), { method: 'POST', headers: jsonType, body })
      expect([400, 422]).toContain(pim.status)
      expect(JSON.parse(pim.body).code).toBe(pim.status)
    }),
    { numRuns: 60 },
  )
})

test('any JSON as a request for a private token is a 400, a 422 or a token', async () => {
  const token = sandbox.stores[0]!.tokens[0]!.accessToken
  const field = fc.oneof(fc.jsonValue(), fc.constant(1), fc.integer(), fc.constant(['B2B']))
  const body = fc.oneof(
    fc.json(),
    fc
      .record({ expires_at: field, channel_id: field, channel_ids: field, scopes: field }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value)),
  )
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const url = at(sandbox, 'api.bigcommerce.com', '/stores/ci4bzn8adz/v3/storefront/api-token-private')
      const reply = await send(url, { method: 'POST', token, headers: jsonType, body: text })
      expect([200, 400, 422, 429]).toContain(reply.status)
    }),
    { numRuns: 100 },
  )
})

test('any query and any variables are answered as GraphQL', async () => {
  const token = sandbox.issueStorefrontToken({ hash: 'ci4bzn8adz', kind: 'private' })
  const text = fc.oneof(visible, fc.constant(PRODUCTS))
  await fc.assert(
    fc.asyncProperty(text, fc.jsonValue(), async (query, first) => {
      const reply = await send(at(sandbox, STOREFRONT, '/graphql'), {
        method: 'POST',
        headers: { ...jsonType, Authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: { first } }),
      })
      expect(reply.status).toBe(200)
      expect(JSON.parse(reply.body)).toSatisfy((body: object) => 'data' in body || 'errors' in body)
    }),
    { numRuns: 100, examples: [[PRODUCTS, { toString: false }]] },
  )
})

test('any search is a page or a 422', async () => {
  const { clientId, clientSecret, username, password } = sandbox.pims[0]!
  const { body } = await send(at(sandbox, PIM, '/api/oauth/v1/token'), {
    method: 'POST',
    headers: { ...jsonType, Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: JSON.stringify({ grant_type: 'password', username, password }),
  })
  const headers = { Authorization: `Bearer ${JSON.parse(body).access_token}` }
  const condition = fc.record({ operator: fc.constantFrom('=', 'IN', 'x'), value: fc.jsonValue() })
  const search = fc.oneof(
    fc.json(),
    fc
      .dictionary(fc.constantFrom('code', 'parent', 'is_root', 'constructor'), fc.array(fc.option(condition)))
      .map((one) => JSON.stringify(one)),
  )
  await fc.assert(
    fc.asyncProperty(search, async (text) => {
      const path = `/api/rest/v1/categories?search=${encodeURIComponent(text)}`
      const reply = await send(at(sandbox, PIM, path), { headers })
      expect([200, 422]).toContain(reply.status)
    }),
    { numRuns: 100 },
  )
})
