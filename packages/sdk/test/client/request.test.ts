import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { accountOf, GOOD, OTHER, savedIn, tokenForm } from '../support/forms.ts'
import { recordingProxy } from '../support/recording-proxy.ts'

const KIND = 'bigcommerce-rest'

async function connected(hash = GOOD) {
  const at = await bench()
  const connform = await at.open()
  const { id } = savedIn(await connform.connections.create(KIND, tokenForm(at.sandbox, hash), { verify: 'skip' }))
  return { ...at, ...connform, id, ask: connform.client(id) }
}

/** A client whose requests end at a server of the test's own. */
async function answeredBy(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { open, sandbox } = await bench()
  const hosts = { 'api.bigcommerce.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  const connform = await open({ hosts })
  const { id } = savedIn(await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
  return connform.client(id)
}

test('a body goes out as JSON, and the answer comes back as JSON', async () => {
  const { ask } = await connected()
  const body = { scope: 'store/order/*', destination: 'https://hooks.example/in' }
  const created = await ask.request('post', '/v3/hooks', { body })
  expect(created).toMatchObject({ ok: true, status: 200, data: { data: { ...body, store_hash: GOOD } } })
  expect(created.headers['content-type']).toContain('application/json')
})

test('an answer that refuses is handed on with its status and what it says', async () => {
  const { ask, sandbox } = await connected()
  expect(await ask.request('GET', '/v3/hooks/1')).toMatchObject({
    ok: false,
    status: 404,
    data: { status: 404 },
  })
  sandbox.setFault(GOOD, { kind: 'wrong-store', status: 403 })
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ ok: false, status: 403 })
  sandbox.setFault(GOOD, { kind: 'redirect' })
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ ok: false, status: 302 })
  expect(sandbox.otherHost.requests()).toEqual([])
})

test('a success that is no JSON is not passed off as one', async () => {
  const { ask, sandbox } = await connected()
  sandbox.setFault(GOOD, { kind: 'login-page' })
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_UNEXPECTED_ANSWER' })
})

test('an empty answer is null', async () => {
  const { ask } = await connected(OTHER)
  expect(await ask.request('GET', '/v2/orders')).toMatchObject({ ok: true, status: 204, data: null })
})

test('the header that signs cannot be set, in whatever case', async () => {
  const { open, sandbox } = await bench()
  const proxy = await recordingProxy(sandbox.url)
  const connform = await open({ hosts: { 'api.bigcommerce.com': proxy.url } })
  const { id } = savedIn(await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
  const headers = { 'x-auth-token': 'forged-1', 'X-AUTH-TOKEN': 'forged-2', Accept: 'application/json;q=0.9' }
  expect(await connform.client(id).request('GET', '/v2/store', { headers })).toMatchObject({ ok: true })
  expect(proxy.sent()).not.toContain('forged')
  expect(proxy.sent().match(/x-auth-token:/gi)).toHaveLength(1)
  expect(proxy.sent().match(/accept: /gi)).toHaveLength(1)
  expect(proxy.sent()).toContain(accountOf(sandbox).accessToken)
})

test.each([
  { Host: 'evil.example' },
  { 'Transfer-Encoding': 'chunked' },
  { 'x-note': 'a\r\nx-auth-token: b' },
  { 'a b': 'c' },
])('a header that would change where a request goes or ends is refused: %j', async (headers) => {
  const { ask, sandbox } = await connected()
  await expect(ask.request('GET', '/v2/store', { headers: headers as Record<string, string> })).rejects.toMatchObject({
    code: 'ERR_OPTION_INVALID',
  })
  expect(sandbox.requests()).toEqual([])
})

test.each(['CONNECT', 'TRACE', 'get it', ''])('the method %j is refused', async (method) => {
  const { ask, sandbox } = await connected()
  await expect(ask.request(method, '/v2/store')).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  expect(sandbox.requests()).toEqual([])
})

test('a connection that is switched off asks for nothing', async () => {
  const { ask, connections, id, sandbox } = await connected()
  await connections.setStatus(id, 'inactive')
  const refused = { code: 'ERR_CONNECTION_REFUSED', hint: expect.stringContaining('activate') }
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject(refused)
  await expect(ask.entries('/v3/hooks').next()).rejects.toMatchObject(refused)
  expect(sandbox.requests()).toEqual([])
  await connections.setStatus(id, 'active')
  expect(await ask.request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('a connection of another tenant is none', async () => {
  const { tenant, id } = await connected()
  await expect(tenant('other').client(id).request('GET', '/v2/store')).rejects.toMatchObject({
    code: 'ERR_CONNECTION_NOT_FOUND',
  })
})

test('once closed, a client asks for nothing', async () => {
  const { ask, close, sandbox } = await connected()
  await close()
  await expect(ask.request('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  expect(sandbox.requests()).toEqual([])
})

test('a request that takes too long ends, and one that is stopped too', async () => {
  const { ask, sandbox } = await connected()
  sandbox.setFault(GOOD, { kind: 'silent' })
  await expect(ask.request('GET', '/v2/store', { timeoutMs: 200 })).rejects.toMatchObject({ reason: 'timeout' })
  const stop = AbortSignal.timeout(50)
  await expect(ask.request('GET', '/v2/store', { signal: stop })).rejects.toMatchObject({ reason: 'aborted' })
})

test('a failure that is no JSON is handed on as text', async () => {
  const ask = await answeredBy((_, response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end('<p>Bad gateway'),
  )
  expect(await ask.request('POST', '/v3/hooks', { body: {} })).toMatchObject({
    ok: false,
    status: 502,
    data: '<p>Bad gateway',
  })
})
