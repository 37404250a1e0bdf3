import { type Sandbox, startSandbox } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, postJson } from './support.ts'

// https://api.akeneo.com/documentation/pagination.html
// https://api.akeneo.com/documentation/responses.html

const HOST = 'pim.example.com'

let sandbox: Sandbox
let token: string

const tokenAt = async (host: string): Promise<string> => {
  const pim = sandbox.pims.find((one) => one.host === host)!
  const { username, password } = pim
  const Authorization = `Basic ${Buffer.from(`${pim.clientId}:${pim.clientSecret}`).toString('base64')}`
  const body = { grant_type: 'password', username, password }
  return (await (await postJson(at(sandbox, host, '/api/oauth/v1/token'), body, { Authorization })).json()).access_token
}

beforeEach(async () => {
  sandbox = await startSandbox()
  token = await tokenAt(HOST)
})
afterEach(() => sandbox.close())

const get = async (path: string, headers: Readonly<Record<string, string>> = { Authorization: `Bearer ${token}` }) => {
  const reply = await fetch(at(sandbox, HOST, path), { headers, redirect: 'manual' })
  return { status: reply.status, headers: reply.headers, body: JSON.parse((await reply.text()) || 'null') }
}

interface Item {
  readonly code: string
}

const codesOf = ({ body }: { body: { _embedded: { items: readonly Item[] } } }) =>
  body._embedded.items.map(({ code }) => code)

test('the list of endpoints and the version are open to everyone', async () => {
  const overview = await get('/api/rest/v1', {})
  expect(overview.status).toBe(200)
  expect(overview.body).toMatchObject({
    host: expect.stringContaining(HOST),
    authentication: { fos_oauth_server_token: { route: '/api/oauth/v1/token', methods: ['POST'] } },
    routes: expect.any(Object),
  })
  const system = await get('/api/rest/v1/system-information', {})
  expect(system).toMatchObject({ status: 200, body: { version: expect.any(String), edition: 'Serenity' } })
})

test.each([
  ['no token', {}, 'Authentication is required'],
  ['HTTP Basic', { Authorization: 'Basic eDp5' }, 'Authentication is required'],
  ['a wrong token', { Authorization: 'Bearer wr0ng' }, 'The access token provided is invalid.'],
])('%s is a 401 that says so', async (_what, headers, message) => {
  const { status, body } = await get('/api/rest/v1/channels', headers)
  expect({ status, body }).toEqual({ status: 401, body: { code: 401, message } })
})

test('a page has its links, absolute and on the host of the PIM', async () => {
  const list = 'https://pim.example.com/api/rest/v1/categories'
  const { body } = await get('/api/rest/v1/categories?page=2&limit=20&with_position=true')
  expect(Object.keys(body)).toEqual(['_links', 'current_page', '_embedded'])
  expect(body).toMatchObject({ current_page: 2, _links: { self: { href: expect.stringContaining(`${list}?`) } } })
  const pageOf = (name: string) => Object.fromEntries(new URL(body._links[name].href).searchParams)
  expect(pageOf('first')).toEqual({ page: '1', limit: '20', with_position: 'true' })
  expect(pageOf('previous')).toEqual({ page: '1', limit: '20', with_position: 'true' })
  expect(pageOf('next')).toEqual({ page: '3', limit: '20', with_position: 'true' })
  const [first] = body._embedded.items
  expect(first).toMatchObject({ _links: { self: { href: `${list}/${first.code}` } }, position: expect.any(Number) })
})

test.each([
  ['channels', 3],
  ['locales', 80],
  ['currencies', 19],
  ['categories', 101],
])('all %s come by following next, whatever the page’s size', async (name, least) => {
  const walk = async (limit: number) => {
    const codes: string[] = []
    let path: string | undefined = `/api/rest/v1/${name}?limit=${limit}`
    while (path !== undefined) {
      const reply = await get(path)
      codes.push(...codesOf(reply))
      const next: string | undefined = reply.body._links.next?.href
      if (next !== undefined) expect(new URL(next).origin).toBe('https://pim.example.com')
      path = next?.slice('https://pim.example.com'.length)
    }
    return codes
  }
  const codes = await walk(100)
  expect(codes.length).toBeGreaterThanOrEqual(least)
  expect(new Set(codes).size).toBe(codes.length)
  expect(await walk(7)).toEqual(codes)
  const { body } = await get(`/api/rest/v1/${name}?with_count=true`)
  expect(body.items_count).toBe(codes.length)
  expect(body._embedded.items).toHaveLength(Math.min(10, codes.length))
})

test('the ends of a list have no previous and no next, and a page beyond it is empty', async () => {
  const { body } = await get('/api/rest/v1/channels?limit=3')
  expect(Object.keys(body._links)).toEqual(['self', 'first'])
  const beyond = await get('/api/rest/v1/channels?page=9')
  expect(beyond.body).toMatchObject({ current_page: 9, _embedded: { items: [] } })
  expect(beyond.body._links).not.toHaveProperty('next')
})

test('100 items are the most of one page', async () => {
  expect((await get('/api/rest/v1/categories?limit=100')).body._embedded.items).toHaveLength(100)
  const { status, body } = await get('/api/rest/v1/categories?limit=101')
  expect({ status, body }).toEqual({
    status: 422,
    body: { code: 422, message: 'You cannot request more than 100 items.' },
  })
  for (const query of ['page=0', 'page=x', 'limit=0', 'limit=-1']) {
    expect((await get(`/api/rest/v1/categories?${query}`)).status).toBe(422)
  }
})

test('items have the documented members', async () => {
  const first = async (name: string) => {
    const { _links, ...item } = (await get(`/api/rest/v1/${name}?limit=1`)).body._embedded.items[0]
    return item
  }
  expect(await first('channels')).toEqual({
    code: 'ecommerce',
    locales: ['de_DE', 'en_US', 'fr_FR'],
    currencies: ['EUR', 'USD'],
    category_tree: 'master',
    conversion_units: expect.any(Object),
    labels: expect.any(Object),
  })
  expect(await first('locales')).toEqual({
    code: expect.stringMatching(/^[a-z]{2}_[A-Z]{2}$/),
    enabled: expect.any(Boolean),
  })
  expect(Object.keys(await first('currencies'))).toEqual(['code', 'enabled', 'label'])
  expect(Object.keys(await first('categories'))).toEqual([
    'code',
    'parent',
    'updated',
    'labels',
    'values',
    'channel_requirements',
  ])
})

const searched = (name: string, search: unknown) =>
  get(`/api/rest/v1/${name}?limit=100&search=${encodeURIComponent(JSON.stringify(search))}`)

test('lists can be searched as documented', async () => {
  const enabled = { enabled: [{ operator: '=', value: true }] }
  expect(codesOf(await searched('locales', enabled))).toEqual(['de_DE', 'en_US', 'fr_FR'])
  expect(codesOf(await searched('currencies', enabled))).toEqual(['EUR', 'USD'])
  const roots = { is_root: [{ operator: '=', value: true }] }
  expect(codesOf(await searched('categories', roots))).toEqual(['master', 'print_catalogue'])
  const children = { parent: [{ operator: '=', value: 'master' }] }
  expect(codesOf(await searched('categories', children))).toEqual(['clothing', 'furniture', 'kitchen'])
  const named = { code: [{ operator: 'IN', value: ['kitchen', 'spring'] }] }
  expect(codesOf(await searched('categories', named))).toEqual(['kitchen', 'spring'])
  expect((await searched('channels', enabled)).status).toBe(422)
  expect((await get('/api/rest/v1/locales?search=x')).body.message).toBe('Search query parameter should be valid JSON.')
})

test('every tree that a channel names is there', async () => {
  const { body } = await get('/api/rest/v1/channels')
  const roots = codesOf(await searched('categories', { is_root: [{ operator: '=', value: true }] }))
  for (const { category_tree } of body._embedded.items) expect(roots).toContain(category_tree)
})

test('one item is found by its code', async () => {
  expect((await get('/api/rest/v1/categories/kitchen')).body).toMatchObject({ code: 'kitchen', parent: 'master' })
  const { status, body } = await get('/api/rest/v1/categories/nosuch')
  expect({ status, body }).toEqual({ status: 404, body: { code: 404, message: "Category 'nosuch' does not exist." } })
})

test('a role without a permission is told which', async () => {
  const host = 'limited.pim.example.com'
  const Authorization = `Bearer ${await tokenAt(host)}`
  const at403 = async (name: string) => {
    const reply = await fetch(at(sandbox, host, `/api/rest/v1/${name}`), { headers: { Authorization } })
    return { status: reply.status, body: await reply.json() }
  }
  expect((await at403('channels')).status).toBe(200)
  expect(await at403('categories')).toEqual({
    status: 403,
    body: { code: 403, message: 'Access forbidden. You are not allowed to list categories.' },
  })
  sandbox.changePim(host, { apiAccess: false })
  expect((await at403('channels')).status).toBe(403)
})

test('what is not JSON is not given, and what is not served is not found', async () => {
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/xml' }
  const refused = await get('/api/rest/v1/channels', headers)
  expect(refused).toMatchObject({
    status: 406,
    body: { code: 406, message: expect.stringContaining('application/xml') },
  })
  expect((await get('/api/rest/v1/nosuch')).status).toBe(404)
  expect((await get('/')).status).toBe(404)
  const post = await postJson(at(sandbox, HOST, '/api/rest/v1/channels'), {}, { Authorization: `Bearer ${token}` })
  expect(post.status).toBe(405)
})

test('too many requests say how many seconds to wait', async () => {
  sandbox.setFault(HOST, { kind: 'rate-limited', retryAfterSeconds: 7 }, { times: 1 })
  const limited = await get('/api/rest/v1/channels')
  expect(limited).toMatchObject({ status: 429, body: { code: 429 } })
  expect(limited.headers.get('retry-after')).toBe('7')
  expect((await get('/api/rest/v1/channels')).status).toBe(200)
})

test('a PIM in foreign hands leads its next link to another host', async () => {
  sandbox.changePim(HOST, { nextLinkOrigin: sandbox.otherHost.url })
  const { body } = await get('/api/rest/v1/categories')
  const next: string = body._links.next.href
  expect(next).toBe(`${sandbox.otherHost.url}/api/rest/v1/categories?page=2&limit=10`)
  expect(new URL(body._links.self.href).host).toBe(HOST)
  await fetch(next, { headers: { Authorization: `Bearer ${token}` } })
  expect(sandbox.otherHost.requests()).toMatchObject([{ credentialHeaders: ['authorization'], credentialSeen: true }])
})

test('a redirect leads to the other host, with the path', async () => {
  sandbox.setFault(HOST, { kind: 'redirect', status: 307 }, { path: '/api/rest/v1/channels', times: 1 })
  const reply = await fetch(at(sandbox, HOST, '/api/rest/v1/channels'), { redirect: 'manual' })
  expect(reply.status).toBe(307)
  expect(reply.headers.get('location')).toBe(`${sandbox.otherHost.url}/api/rest/v1/channels`)
})
