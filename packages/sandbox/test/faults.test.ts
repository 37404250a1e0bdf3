import { request } from 'node:http'
import { createGunzip } from 'node:zlib'
import { type Sandbox, startSandbox } from '@connform/sandbox'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, send, tokenOf } from './support.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => {
  sandbox.setFault('abc123xyz', null)
  sandbox.setRateLimit('abc123xyz', { requestsQuota: 1000, windowMs: 30_000 })
})
afterAll(() => sandbox.close())

test.each([
  ['revokedkey', 401, '"title":"Unauthorized"'],
  ['wrongstore', 401, 'not a valid combination for this store'],
  ['wrongst403', 403, 'Unauthorized Access. You do not have permission to make this request.'],
  ['suspended0', 503, 'Service Unavailable'],
  ['servererr5', 500, 'Internal Server Error'],
  ['emptyreply', 204, ''],
  ['loginhtml0', 200, 'You are being <a href="https://login.bigcommerce.com/login">redirected</a>.'],
])('the store %s answers %i', async (hash, status, text) => {
  const reply = await ask(sandbox, hash, '/v2/store')
  expect(reply.status).toBe(status)
  expect(reply.body).toContain(text)
})

test('the login page is HTML with status 200', async () => {
  const reply = await ask(sandbox, 'loginhtml0', '/v2/store')
  expect(reply.headers['content-type']).toMatch(/^text\/html/)
})

test('a rate limit comes with all its headers, and the two waits can differ', async () => {
  const fixed = await ask(sandbox, 'ratelimit1', '/v2/time')
  expect(fixed).toMatchObject({
    status: 429,
    headers: { 'x-retry-after': '15', 'x-rate-limit-time-reset-ms': '15000', 'x-rate-limit-requests-left': '0' },
  })
  sandbox.setFault('abc123xyz', { kind: 'rate-limited', retryAfterSeconds: 1, resetMs: 2500 })
  const set = await ask(sandbox, 'abc123xyz', '/v2/time')
  expect(set.headers).toMatchObject({ 'x-retry-after': '1', 'x-rate-limit-time-reset-ms': '2500' })
})

test('an overloaded platform is a 429 without any header that says how long', async () => {
  const { status, headers } = await ask(sandbox, 'overloaded', '/v2/time')
  expect(status).toBe(429)
  expect(Object.keys(headers).filter((name) => /rate|retry/.test(name))).toEqual([])
})

test('a slow store answers as usual in the end', async () => {
  sandbox.setFault('abc123xyz', { kind: 'slow', delayMs: 20 })
  const reply = await ask(sandbox, 'abc123xyz', '/v2/store')
  expect(JSON.parse(reply.body).id).toBe('abc123xyz')
  expect(reply.headers['x-rate-limit-requests-left']).toBe('999')
})

test('a cut before the headers leaves nothing to read', async () => {
  await expect(ask(sandbox, 'cutheaders', '/v2/store')).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect(sandbox.requests().at(-1)).toMatchObject({ path: '/stores/cutheaders/v2/store', status: null })
})

test('a cut in the body leaves half an answer', async () => {
  const reply = await ask(sandbox, 'cutinbody0', '/v2/store')
  expect(reply).toMatchObject({ status: 200, cut: true })
  expect(reply.body).toMatch(/^\{"id":"cutinbody0"/)
  expect(reply.body.length).toBeLessThan(Number(reply.headers['content-length']))
  expect(reply.body.length).toBeGreaterThan(0)
})

test('another account answers for the store', async () => {
  const { id } = JSON.parse((await ask(sandbox, 'otheraccnt', '/v2/store')).body)
  expect(id).toMatch(/^[a-z0-9]{10}$/)
  expect(id).not.toBe('otheraccnt')
  expect((await ask(sandbox, 'otheraccnt', '/v2/time')).status).toBe(200)
})

/** Reads until `enough` bytes have come (unpacked, where packed), then goes away. */
const readSome = (hash: string, enough: number, unpack = false) =>
  new Promise<{ contentLength: string | undefined; bytes: number; start: string }>((resolve, reject) => {
    const headers = { 'X-Auth-Token': tokenOf(sandbox, hash).accessToken }
    const outgoing = request(`${sandbox.url}/stores/${hash}/v2/store`, { headers, agent: false }, (response) => {
      let bytes = 0
      let start = ''
      const body = unpack ? response.pipe(createGunzip()) : response
      body.on('data', (chunk: Buffer) => {
        if (bytes === 0) start = chunk.toString().slice(0, 10)
        bytes += chunk.length
        if (bytes < enough) return
        outgoing.destroy()
        resolve({ contentLength: response.headers['content-length'], bytes, start })
      })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })

test('an endless body has no length and goes on and on', async () => {
  const read = await readSome('endlessone', 20_000_000)
  expect(read).toMatchObject({ contentLength: undefined, start: '{"data":["' })
})

test('a huge body says its length of 1 GiB', async () => {
  expect(await readSome('hugeanswer', 1_000_000)).toMatchObject({ contentLength: '1073741824' })
})

test('a packed huge body unpacks to far more than came', async () => {
  expect(await readSome('gzipbomb00', 20_000_000, true)).toMatchObject({ start: '{"data":["' })
})

test.each([200_000, 65_548, 16])('a body of %i bytes is whole and valid JSON', async (bytes) => {
  sandbox.setFault('abc123xyz', { kind: 'huge-body', bytes })
  const reply = await ask(sandbox, 'abc123xyz', '/v2/store')
  expect(reply.headers['content-length']).toBe(String(bytes))
  expect(reply.body).toHaveLength(bytes)
  expect(JSON.parse(reply.body).data).toHaveLength(1)
})

test('a HEAD of an endless body ends', async () => {
  const reply = await ask(sandbox, 'endlessone', '/v2/store', { method: 'HEAD' })
  expect(reply).toMatchObject({ status: 200, body: '' })
})

test('a redirect leads to another host, which tells whether a credential came along', async () => {
  const { accessToken } = tokenOf(sandbox, 'redirected')
  const reply = await ask(sandbox, 'redirected', '/v2/store')
  expect(reply.status).toBe(302)
  const location = reply.headers.location ?? ''
  expect(location).toBe(`${sandbox.otherHost.url}/stores/redirected/v2/store`)
  expect(new URL(location).host).not.toBe(new URL(sandbox.url).host)
  expect(sandbox.otherHost.requests()).toEqual([])

  await send(location)
  await send(location, { token: accessToken })
  await send(`${location}?token=${accessToken}`)
  expect(sandbox.otherHost.requests()).toMatchObject([
    { method: 'GET', path: '/stores/redirected/v2/store', credentialHeaders: [], credentialSeen: false },
    { credentialHeaders: ['x-auth-token'], credentialSeen: true },
    { credentialHeaders: [], credentialSeen: true },
  ])
  expect(JSON.stringify(sandbox.otherHost.requests())).not.toContain(accessToken)
})

test.each([301, 303, 307, 308] as const)('a redirect can be a %i to a place of one’s own', async (status) => {
  sandbox.setFault('abc123xyz', { kind: 'redirect', status, location: 'https://elsewhere.example/' })
  const reply = await ask(sandbox, 'abc123xyz', '/v2/store')
  expect(reply).toMatchObject({ status, headers: { location: 'https://elsewhere.example/' } })
})

test('a fault ends after as many requests as were asked for', async () => {
  sandbox.setFault('abc123xyz', { kind: 'server-error', status: 502 }, { times: 2 })
  const statuses = []
  for (let count = 0; count < 3; count += 1) statuses.push((await ask(sandbox, 'abc123xyz', '/v3/hooks')).status)
  expect(statuses).toEqual([502, 502, 200])
})

test('a fault can be for one path, and one path can differ from the rest', async () => {
  sandbox.setFault('abc123xyz', { kind: 'suspended' }, { path: '/v2/store' })
  expect((await ask(sandbox, 'abc123xyz', '/v2/store')).status).toBe(503)
  expect((await ask(sandbox, 'abc123xyz', '/v2/time?probe=1')).status).toBe(200)
  sandbox.setFault('abc123xyz', { kind: 'overloaded' })
  expect((await ask(sandbox, 'abc123xyz', '/v2/store')).status).toBe(503)
  expect((await ask(sandbox, 'abc123xyz', '/v2/time')).status).toBe(429)
  sandbox.setFault('abc123xyz', null)
  expect((await ask(sandbox, 'abc123xyz', '/v2/store')).status).toBe(200)
})

test('a fault can be for one API account of a store', async () => {
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz', 'every read-only')
  sandbox.setFault(accessToken, { kind: 'revoked-token' })
  expect((await ask(sandbox, 'ci4bzn8adz', '/v2/time', { token: accessToken })).status).toBe(401)
  expect((await ask(sandbox, 'ci4bzn8adz', '/v2/time')).status).toBe(200)
})

test('a fault shows only to a caller whose token is right', async () => {
  expect((await ask(sandbox, 'suspended0', '/v2/store', { token: 'q'.repeat(31) })).status).toBe(401)
  expect((await ask(sandbox, 'suspended0', '/v2/nothing')).status).toBe(404)
})

test('a fault for a store that is not served is a mistake, and is not repeated in the message', () => {
  const canary = 'canary0token0that0must0not0show'
  expect(() => sandbox.setFault(canary, { kind: 'empty' })).toThrow(TypeError)
  expect(() => sandbox.setFault(canary, { kind: 'empty' })).not.toThrow(new RegExp(canary))
  expect(() => sandbox.setRateLimit('nosuchhash', null)).toThrow(TypeError)
})
