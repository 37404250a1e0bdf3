import { request } from 'node:http'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) })
const wide = (members: number) => Object.fromEntries(Array.from({ length: members }, (_, index) => [`f${index}`, 1]))
const asIs = { 'content-type': 'application/json' }

test.each([
  ['more than 256 kB', 413, 'body_too_large', { input: { name: 'x'.repeat(262_144) } }, {}],
  ['more than 8 levels', 400, 'invalid_request', { input: deep(8) }, {}],
  ['more than 200 members', 400, 'invalid_request', { input: wide(200) }, {}],
  ['no JSON', 400, 'invalid_request', '{"input": SECRET-TEXT', asIs],
  ['a prototype', 400, 'invalid_request', '{"input": {"__proto__": {"admin": true}}}', asIs],
  ['a constructor with a prototype', 400, 'invalid_request', '{"input": {"constructor": {"prototype": {}}}}', asIs],
  ['a form', 415, 'unsupported_media_type', 'input=1', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['text', 415, 'unsupported_media_type', '{"input": {}}', { 'content-type': 'text/plain' }],
  [
    'JSON that a page can send to another site',
    415,
    'unsupported_media_type',
    '{"input": {}}',
    { 'content-type': 'text/plain;application/json' },
  ],
  ['a member that is not known', 400, 'invalid_request', { input: {}, extra: 1 }, {}],
  ['another type', 400, 'invalid_request', { input: 'SECRET-TEXT' }, {}],
  ['nothing', 400, 'invalid_request', '', asIs],
] as const)('a body with %s is refused', async (_, status, code, body, headers) => {
  const { as, hide } = await bench()
  hide('SECRET-TEXT')
  const editor = await as('editor')
  const answer = await editor.send('POST', '/definitions/bigcommerce-rest/validate', { body, headers })
  expect(answer.body).toMatchObject({
    status,
    code,
    type: `https://connform.dev/problems/${code.replaceAll('_', '-')}`,
  })
  expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId)
})

test('what a schema refuses is named by its path, never by its value', async () => {
  const { as, hide } = await bench()
  hide('SECRET-TEXT')
  const editor = await as('editor')
  const wrong = await editor.post('/connections', { definition: 'x', input: {}, verify: 'SECRET-TEXT' })
  expect(wrong.body.issues).toEqual([
    {
      path: ['verify'],
      code: 'not_allowed',
      message: 'This has to be one of: required, report, skip.',
      severity: 'error',
    },
  ])
})

test('a query with something unknown is refused, so that no secret is thought to belong there', async () => {
  const { as, anybody, hide, log } = await bench()
  hide('SECRET-TEXT')
  const editor = await as('editor')
  expect((await editor.get('/connections?token=SECRET-TEXT')).body).toMatchObject({
    status: 400,
    issues: [{ path: ['token'], code: 'unknown' }],
  })
  expect((await editor.get('/definitions?x=1')).status).toBe(400)
  expect((await anybody().get('/healthz?x=1')).status).toBe(400)
  expect((await anybody().get('/connections?access_token=SECRET-TEXT')).status).toBe(401)
  expect(log()).not.toContain('SECRET-TEXT')
})

test.each(['connform.example.com', '192.168.1.4', 'localhost.evil.example', '127.0.0.1.evil.example'])(
  'on loopback, a request for %s is refused: a name can be made to lead here',
  async (host) => {
    const { url } = await bench()
    expect(await statusFor(url, host)).toBe(421)
  },
)

test('on loopback, a request by one of its names or a configured one is answered', async () => {
  const { url } = await bench({ server: { allowedHosts: ['Connform.internal'], publicUrl: 'https://c.example.com' } })
  const { port } = new URL(url)
  for (const host of ['localhost', '127.0.0.1', '[::1]', 'connform.internal', 'c.example.com']) {
    expect(await statusFor(url, `${host}:${port}`), host).toBe(200)
  }
})

test("an unknown address is a problem, with the caller's request id or one of ours", async () => {
  const { anybody } = await bench()
  const named = await anybody().get('/nothing', { 'x-request-id': 'caller:0123-abc' })
  expect(named.body).toMatchObject({ status: 404, code: 'not_found', requestId: 'caller:0123-abc' })
  expect(named.headers.get('x-request-id')).toBe('caller:0123-abc')
  const odd = await anybody().get('//nothing', { 'x-request-id': 'odd "id" <b>' })
  expect(odd.body).toMatchObject({ status: 404, requestId: expect.stringMatching(/^[\da-f-]{36}$/) })
  expect((await anybody().send('PUT', '/connections')).status).toBe(404)
})

test('every answer says that nothing is to be kept or done with it', async () => {
  const { anybody } = await bench()
  for (const path of ['/session', '/healthz', '/nothing']) {
    const { headers } = await anybody().get(path)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  }
})

/** The status of a request that names another host: fetch lets nobody choose it. */
const statusFor = (url: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asked = request(`${url}/api/v1/healthz`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
