import { type Sandbox, startSandbox } from '@connform/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, type CallOptions, NOT_SENT, send, tokenOf } from './support.ts'

// https://developer.bigcommerce.com/docs/start/about/status-codes; plain texts as seen live in August 2026.

const STATUS_CODES_URL = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes'
const unauthorised = { status: 401, title: 'Unauthorized', type: STATUS_CODES_URL, errors: {} }
const missingScope = {
  status: 403,
  title: "You don't have a required scope to access the endpoint",
  type: STATUS_CODES_URL,
  errors: {},
}
const wrongStore = {
  status: 401,
  title: 'Unauthorized - the v3 Auth client ID or token in the request are not a valid combination for this store.',
  type: STATUS_CODES_URL,
  errors: {},
}
const unknownToken = 'q'.repeat(31)

let sandbox: Sandbox
let good: string
let foreign: string
let deleted: string
let productsOnly: string
let readOnly: string

beforeAll(async () => {
  sandbox = await startSandbox()
  good = tokenOf(sandbox, 'ci4bzn8adz').accessToken
  foreign = tokenOf(sandbox, 'abc123xyz').accessToken
  deleted = tokenOf(sandbox, 'ci4bzn8adz', 'deleted account').accessToken
  productsOnly = tokenOf(sandbox, 'ci4bzn8adz', 'products and channels').accessToken
  readOnly = tokenOf(sandbox, 'ci4bzn8adz', 'every read-only scope').accessToken
})
afterAll(() => sandbox.close())

interface Row {
  readonly title: string
  readonly path: string
  readonly call: () => CallOptions
  readonly status: number
  readonly type: RegExp
  readonly body: unknown
}

const plain = /^text\/plain/
const json = /^application\/json/
const routeNotFound = 'The route is not found, check the URL'
const jsonBody = { 'Content-Type': 'application/json' }

const rows: readonly Row[] = [
  {
    title: 'a request without a token is refused in plain text',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({}),
    status: 401,
    type: plain,
    body: 'X-Auth-Token header is required',
  },
  {
    title: 'an empty token is refused in plain text',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: '' }),
    status: 401,
    type: plain,
    body: 'X-Auth-Token header should have correct format',
  },
  {
    title: 'HTTP Basic is never accepted, whatever it carries',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => {
      const { clientId, accessToken } = tokenOf(sandbox, 'ci4bzn8adz')
      const basic = Buffer.from(`${clientId}:${accessToken}`).toString('base64')
      return { headers: { Authorization: `Basic ${basic}` } }
    },
    status: 401,
    type: plain,
    body: 'X-Auth-Token header is required',
  },
  {
    title: 'an unknown token is unauthorised',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: unknownToken }),
    status: 401,
    type: json,
    body: unauthorised,
  },
  {
    title: 'an unknown token is told nothing about a store that does not exist',
    path: '/stores/nosuchhash/v2/store',
    call: () => ({ token: unknownToken }),
    status: 401,
    type: json,
    body: unauthorised,
  },
  {
    title: 'an unknown token is told nothing about a malformed hash',
    path: '/stores/store-ci4bzn8adz/v2/store',
    call: () => ({ token: unknownToken }),
    status: 401,
    type: json,
    body: unauthorised,
  },
  {
    title: 'the token of a deleted account is unauthorised',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: deleted }),
    status: 401,
    type: json,
    body: unauthorised,
  },
  {
    title: 'a client secret in place of the token is unauthorised',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: tokenOf(sandbox, 'ci4bzn8adz').clientSecret }),
    status: 401,
    type: json,
    body: unauthorised,
  },
  {
    title: 'the token of another store is no valid combination',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: foreign }),
    status: 401,
    type: json,
    body: wrongStore,
  },
  {
    title: 'a good token with a hash that belongs to nobody is no valid combination',
    path: '/stores/nosuchhash/v3/hooks',
    call: () => ({ token: good }),
    status: 401,
    type: json,
    body: wrongStore,
  },
  {
    title: 'the prefix left on the hash is answered as a missing scope',
    path: '/stores/store-ci4bzn8adz/v2/store',
    call: () => ({ token: good }),
    status: 403,
    type: json,
    body: missingScope,
  },
  {
    title: 'a missing scope is forbidden, in the form of V3 even on a V2 path',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: productsOnly }),
    status: 403,
    type: json,
    body: missingScope,
  },
  {
    title: 'a read-only scope does not allow to write',
    path: '/stores/ci4bzn8adz/v3/channels',
    call: () => ({ token: readOnly, method: 'POST', headers: jsonBody, body: '{}' }),
    status: 403,
    type: json,
    body: missingScope,
  },
  ...(
    [
      ['/stores/ci4bzn8adz/v3/nothing', 'an unknown path'],
      ['/stores/ci4bzn8adz//v2/store', 'a doubled slash'],
      ['/stores/ci4bzn8adz/v2/store/', 'a trailing slash'],
      ['/stores/v2/store', 'a path without a hash'],
      ['/stores//v2/store', 'an empty hash'],
      ['/v2/store', 'a path without the store'],
      ['/', 'the root'],
    ] as const
  ).map(
    ([path, name]): Row => ({
      title: `${name} is no route, which is said before the token is asked for`,
      path,
      call: () => ({}),
      status: 404,
      type: plain,
      body: routeNotFound,
    }),
  ),
  {
    title: 'a method that is not served is no route',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ method: 'POST', token: good, headers: jsonBody, body: '{}' }),
    status: 404,
    type: plain,
    body: routeNotFound,
  },
  {
    title: 'an Accept header that leaves no JSON is not acceptable (V3)',
    path: '/stores/ci4bzn8adz/v3/channels',
    call: () => ({ token: good, headers: { Accept: 'text/html' } }),
    status: 406,
    type: json,
    body: expect.objectContaining({ status: 406 }),
  },
  {
    title: 'an Accept header that refuses JSON by weight is not acceptable',
    path: '/stores/ci4bzn8adz/v3/channels',
    call: () => ({ token: good, headers: { Accept: 'application/json;q=0, */*' } }),
    status: 406,
    type: json,
    body: expect.objectContaining({ status: 406 }),
  },
  {
    title: 'a V2 error is an array',
    path: '/stores/ci4bzn8adz/v2/store',
    call: () => ({ token: good, headers: { Accept: 'image/png' } }),
    status: 406,
    type: json,
    body: [expect.objectContaining({ status: 406, message: expect.any(String) })],
  },
  {
    title: 'a body of another media type is not supported',
    path: '/stores/ci4bzn8adz/v3/channels',
    call: () => ({ token: good, method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: '<a/>' }),
    status: 415,
    type: json,
    body: expect.objectContaining({ status: 415 }),
  },
  {
    title: 'a body without a media type is not supported',
    path: '/stores/ci4bzn8adz/v3/channels',
    call: () => ({ token: good, method: 'POST', body: '{}' }),
    status: 415,
    type: json,
    body: expect.objectContaining({ status: 415 }),
  },
]

test.each(rows)('$title', async ({ path, call, status, type, body }) => {
  const reply = await send(`${sandbox.url}${path}`, call())
  expect(reply.status).toBe(status)
  expect(reply.headers['content-type']).toMatch(type)
  expect(type === json ? JSON.parse(reply.body) : reply.body).toEqual(body)
})

test('the name of the token header is read in any case', async () => {
  const reply = await send(`${sandbox.url}/stores/ci4bzn8adz/v2/store`, { headers: { 'x-auth-TOKEN': good } })
  expect(reply.status).toBe(200)
})

test('the deprecated client header is not looked at', async () => {
  const headers = { 'X-Auth-Client': 'wrong' }
  expect((await ask(sandbox, 'ci4bzn8adz', '/v2/store', { headers })).status).toBe(200)
})

test('HEAD answers as GET does, without the body', async () => {
  const get = await ask(sandbox, 'ci4bzn8adz', '/v2/store')
  const head = await ask(sandbox, 'ci4bzn8adz', '/v2/store', { method: 'HEAD', token: readOnly })
  expect(head.status).toBe(200)
  expect(head.body).toBe('')
  expect(head.headers['content-length']).toBe(get.headers['content-length'])
})

test('store information without an Accept header is XML, its documented default', async () => {
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v2/store', { headers: { Accept: NOT_SENT } })
  expect(reply.headers['content-type']).toBe('application/xml')
  expect(reply.body).toContain('<id>ci4bzn8adz</id>')
  expect(reply.body).toContain('<name>Cedar &amp; Canvas</name>')
})

test('another resource without an Accept header is JSON', async () => {
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v2/time', { headers: { Accept: NOT_SENT } })
  expect(reply.headers['content-type']).toBe('application/json')
})

test('a body of more than a mebibyte is too large', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(1_048_576) })
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v3/channels', { method: 'POST', headers: jsonBody, body })
  expect(reply.status).toBe(413)
})

test('JSON is answered to a caller that takes anything', async () => {
  const reply = await ask(sandbox, 'ci4bzn8adz', '/v2/store', { headers: { Accept: '*/*' } })
  expect(reply.headers['content-type']).toBe('application/json')
})

test('a body is compressed for a caller that accepts gzip', async () => {
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz')
  const response = await fetch(`${sandbox.url}/stores/ci4bzn8adz/v2/store`, {
    headers: { 'X-Auth-Token': accessToken, Accept: 'application/json' },
  })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.json()).toMatchObject({ id: 'ci4bzn8adz' })
})

test('a token of another store is a 403 where the sandbox is told so', async () => {
  const strict = await startSandbox({ wrongStoreStatus: 403 })
  try {
    const reply = await ask(strict, 'ci4bzn8adz', '/v2/store', { token: foreign })
    expect(reply.status).toBe(403)
    expect(JSON.parse(reply.body).title).toBe('Unauthorized Access. You do not have permission to make this request.')
  } finally {
    await strict.close()
  }
})

test('a revoked token is unauthorised from the next request on, and the others of its store still work', async () => {
  const own = await startSandbox()
  try {
    expect((await ask(own, 'ci4bzn8adz', '/v2/time')).status).toBe(200)
    own.revoke(tokenOf(own, 'ci4bzn8adz').accessToken)
    expect((await ask(own, 'ci4bzn8adz', '/v2/time')).status).toBe(401)
    expect((await ask(own, 'ci4bzn8adz', '/v2/time', { token: readOnly })).status).toBe(200)
    expect(() => own.revoke(unknownToken)).toThrow(TypeError)
  } finally {
    await own.close()
  }
})
