import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { GOOD, OTHER, PIM, pimForm, savedIn, tokenForm } from '../support/forms.ts'
import { expectKept, providedBy, textOf } from '../support/provider.ts'

async function connected(hash = GOOD) {
  const at = await bench()
  const connform = await at.open()
  const form = tokenForm(at.sandbox, hash)
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', form, { verify: 'skip' }))
  return { ...at, ...connform, id, forward: connform.client(id).forward }
}

const SECRETS = ['canary-7f3a91c2d4-1', 'canary-7f3a91c2d4-2', 'canary-7f3a91c2d4-3']

/** A connection to a PIM that takes one alone of the tokens it issues, by default the second. */
async function withRefusedToken(taken = 2) {
  const bodies: string[] = []
  let issued = 0
  const server = createServer(async (request, response) => {
    const body = await textOf(request)
    response.setHeader('content-type', 'application/json')
    if (request.url?.endsWith('/oauth/v1/token')) {
      const token = { access_token: SECRETS[issued], refresh_token: `r-${SECRETS[issued]}`, expires_in: 3600 }
      issued += 1
      response.end(JSON.stringify({ ...token, token_type: 'bearer', scope: null }))
      return
    }
    bodies.push(body)
    const isTaken = request.headers.authorization === `Bearer ${SECRETS[taken - 1]}`
    response.writeHead(isTaken ? 200 : 401).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { open, sandbox } = await bench()
  const connform = await open({ hosts: { [PIM]: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox, PIM), { verify: 'skip' }))
  return { bodies, forward: connform.client(id).forward, issued: () => issued }
}

describe('a request', () => {
  test('is signed, and goes on with its method, path, query and bytes', async () => {
    const { client, token } = await providedBy(async (request, response) => {
      const body = Buffer.from(await textOf(request), 'latin1').toString('hex')
      response.end(JSON.stringify([request.method, request.url, body, request.headers['x-auth-token'] === token]))
    })
    const body = Uint8Array.of(0, 255, 128)
    const answer = await client.forward('put', '/v3/files/%C3%A4?a=1&a=2&b=%2F', { body })
    expect(JSON.parse(await textOf(answer.body))).toEqual([
      'PUT',
      `/stores/${GOOD}/v3/files/%C3%A4?a=1&a=2&b=%2F`,
      '00ff80',
      true,
    ])
  })

  test('reaches the sandbox as one of the SDK does', async () => {
    const { forward, sandbox } = await connected()
    const body = JSON.stringify({ scope: 'store/order/*', destination: 'https://hooks.example/in' })
    const headers = { 'content-type': 'application/json' }
    const answer = await forward('POST', '/v3/hooks', { headers, body: Buffer.from(body) })
    expect(answer.status).toBe(200)
    expect(JSON.parse(await textOf(answer.body))).toMatchObject({ data: { store_hash: GOOD } })
    expect(sandbox.requests()).toMatchObject([{ method: 'POST', tokenRight: true, status: 200 }])
  })

  test('whose body comes in pieces keeps its announced length, and is sent in chunks without one', async () => {
    const { client } = await providedBy(async (request, response) => {
      const { 'content-length': length, 'transfer-encoding': coding } = request.headers
      response.end(`${length} ${coding} ${await textOf(request)}`)
    })
    const body = () => new Blob(['abc']).stream()
    const sent = async (headers: Record<string, string>) =>
      textOf((await client.forward('DELETE', '/v3/x', { headers, body: body() })).body)
    expect(await sent({ 'Content-Length': '3' })).toBe('3 undefined abc')
    expect(await sent({})).toBe('undefined chunked abc')
    expect(await sent({ 'content-length': '2', 'Transfer-Encoding': 'chunked' })).toBe('undefined chunked abc')
  })

  test.each(['2', '4', '1e1', '-3', '3, 3', '0x3'])('whose body has not the length %j is refused', async (length) => {
    const { client } = await providedBy(() => {})
    const asked = client.forward('POST', '/v3/x', {
      headers: { 'content-length': length },
      body: new Blob(['abc']).stream(),
    })
    await expect(asked).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  })

  test.each([
    '/../abc123xyz/v2/store',
    '/%2e%2e/x',
    '/v3%2f..',
    '//evil.example',
    'https://evil.example/',
    '',
    '/a\\b',
  ])('for the path %j is refused, and its body let go', async (path) => {
    const { forward, sandbox } = await connected()
    const left = Promise.withResolvers<void>()
    const body = new ReadableStream<Uint8Array>({ cancel: () => left.resolve() })
    await expect(forward('POST', path, { body })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    expect([...sandbox.requests(), ...sandbox.otherHost.requests()]).toEqual([])
    await left.promise
  })

  test('of a connection that is switched off, or of another tenant, goes nowhere', async () => {
    const { connections, forward, id, sandbox, tenant } = await connected()
    await expect(tenant('other').client(id).forward('GET', '/v2/store')).rejects.toMatchObject({
      code: 'ERR_CONNECTION_NOT_FOUND',
    })
    await connections.setStatus(id, 'inactive')
    await expect(forward('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CONNECTION_REFUSED' })
    expect(sandbox.requests()).toEqual([])
  })

  test('of a connform that is closed goes nowhere', async () => {
    const { close, forward, sandbox } = await connected()
    await close()
    await expect(forward('GET', '/v2/store')).rejects.toMatchObject({ code: 'ERR_CLOSED' })
    expect(sandbox.requests()).toEqual([])
  })

  test('is repeated by the rules of the provider', async () => {
    const { forward, sandbox } = await connected()
    sandbox.setFault(GOOD, { kind: 'rate-limited', retryAfterSeconds: 0, resetMs: 0 }, { times: 1 })
    expect((await forward('GET', '/v2/store')).status).toBe(200)
    expect(sandbox.requests().map(({ status }) => status)).toEqual([429, 200])
  })
})

describe('a token that is refused before its end', () => {
  test('is renewed once, and the request sent again with the same body', async () => {
    const { bodies, forward, issued } = await withRefusedToken()
    const pieces = (async function* () {
      for (const piece of ['a', 'b', 'c']) yield Buffer.from(piece)
    })()
    const answer = await forward('POST', '/api/rest/v1/products', { body: pieces })
    expect([answer.status, issued(), bodies]).toEqual([200, 2, ['abc', 'abc']])
    await expectKept(answer, ...SECRETS)
  })

  test('is renewed once, and what is refused then is passed on', async () => {
    const { bodies, forward, issued } = await withRefusedToken(3)
    expect((await forward('PATCH', '/api/rest/v1/products', { body: Buffer.from('abc') })).status).toBe(401)
    expect([issued(), bodies]).toEqual([2, ['abc', 'abc']])
  })

  test('is renewed for the next request where the body is too long to be sent again', async () => {
    const { bodies, forward, issued } = await withRefusedToken()
    const pieces = (async function* () {
      for (let piece = 0; piece < 10; piece += 1) yield Buffer.alloc(60_000, 'x')
    })()
    expect((await forward('POST', '/api/rest/v1/products', { body: pieces })).status).toBe(401)
    expect([issued(), bodies.length]).toEqual([2, 1])
    expect((await forward('GET', '/api/rest/v1/channels')).status).toBe(200)
    expect(issued()).toBe(2)
  })
})

describe('an answer', () => {
  test.each([
    ['GET', 200],
    ['POST', 201],
    ['GET', 301],
    ['GET', 400],
    ['GET', 403],
    ['GET', 404],
    ['POST', 422],
    ['POST', 500],
    ['POST', 502],
  ])('to a %s of status %i is passed on as it is', async (method, status) => {
    const { client, token } = await providedBy((_, response) =>
      response
        .writeHead(status, { 'content-type': 'text/html; charset=x', etag: 'W/"1"', location: '/next', vary: 'a, b' })
        .end('<p>\u00e9'),
    )
    const answer = await client.forward(method, '/v3/x')
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=x',
      etag: 'W/"1"',
      location: '/next',
      vary: 'a, b',
    })
    expect(await expectKept(answer, token)).toBe(Buffer.from('<p>\u00e9').toString('latin1'))
  })

  test('stays packed', async () => {
    const packed = gzipSync('x'.repeat(10_000))
    const { client } = await providedBy((request, response) =>
      response.writeHead(200, { 'content-encoding': request.headers['accept-encoding'] }).end(packed),
    )
    const { headers, body } = await client.forward('GET', '/v3/x', { headers: { 'Accept-Encoding': 'gzip' } })
    expect(headers['content-encoding']).toBe('gzip')
    expect(Buffer.from(await textOf(body), 'latin1').equals(packed)).toBe(true)
  })

  test.each([
    ['GET', 204],
    ['GET', 304],
    ['HEAD', 200],
  ])('to a %s of status %i has no body', async (method, status) => {
    const { client } = await providedBy((_, response) =>
      response.writeHead(status, method === 'HEAD' ? { 'content-length': '12' } : {}).end(),
    )
    const answer = await client.forward(method, '/v3/x')
    expect([answer.status, await textOf(answer.body)]).toEqual([status, ''])
    if (method === 'HEAD') expect(answer.headers['content-length']).toBe('12')
  })

  test('that redirects is not followed', async () => {
    const { forward, sandbox } = await connected()
    sandbox.setFault(GOOD, { kind: 'redirect', status: 307 })
    const { status, headers } = await forward('GET', '/v2/store')
    expect([status, headers['location']]).toEqual([307, expect.stringContaining('http')])
    expect(sandbox.otherHost.requests()).toEqual([])
  })

  test('of a store that is limited for long is passed on at once', async () => {
    const { forward, sandbox } = await connected(OTHER)
    sandbox.setFault(OTHER, { kind: 'rate-limited', retryAfterSeconds: 90, resetMs: 90_000 })
    const { status, headers } = await forward('GET', '/v2/store')
    expect([status, headers['x-rate-limit-time-reset-ms']]).toEqual([429, '90000'])
  })

  test('that is cut is not passed off as complete', async () => {
    const { forward, sandbox } = await connected()
    sandbox.setFault(GOOD, { kind: 'cut-in-body' })
    const { status, body } = await forward('GET', '/v2/store')
    expect(status).toBe(200)
    await expect(textOf(body)).rejects.toMatchObject({ reason: 'answer_cut' })
  })

  test('that never ends is left by whoever has had enough', async () => {
    const { forward, sandbox } = await connected()
    sandbox.setFault(GOOD, { kind: 'endless-body' })
    let bytes = 0
    for await (const piece of (await forward('GET', '/v2/store')).body) {
      bytes += piece.byteLength
      if (bytes > 1_000_000) break
    }
    await expect(textOf((await forward('GET', '/v2/store', { maxAnswerBytes: 10_000 })).body)).rejects.toMatchObject({
      reason: 'answer_too_large',
    })
  })
})
