import { once } from 'node:events'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { GOOD } from './support/forms.ts'
import { begin, proxyBench, textOf } from './support/proxy-bench.ts'

const MB = 1024 * 1024

/** As many bytes as asked for, made only when they are asked for. */
async function* manyBytes(total: number): AsyncGenerator<Uint8Array, void> {
  const piece = Buffer.alloc(65_536, 'x')
  for (let left = total; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece
}

describe('what is asked through a connection', () => {
  test('reaches the provider signed, and its answer comes back as it is', async () => {
    const { ask, sandbox } = await proxyBench()
    const answer = await ask({ path: '/v3/catalog/products?limit=1' })
    expect([answer.status, JSON.parse(await answer.text())]).toMatchObject([200, { data: expect.any(Array) }])
    expect(sandbox.requests()).toMatchObject([{ method: 'GET', query: 'limit=1', tokenRight: true }])
    const missing = await ask({ path: '/v3/hooks/1' })
    expect([missing.status, JSON.parse(await missing.text()).status]).toEqual([404, 404])
    expect(missing.headers).not.toHaveProperty('x-connform-error')
  })

  test.each([
    ['POST', 'application/json', '{"a":1}'],
    ['PUT', 'application/xml', '<a/>'],
    ['PATCH', 'multipart/form-data; boundary=x', '--x--'],
    ['DELETE', 'application/octet-stream', '\u0000\u00ff'],
    ['OPTIONS', 'no media type at all', 'x'],
    ['POST', undefined, 'without a type'],
    ['POST', 'application/json', '{"__proto__":'],
  ])('by %s with %s keeps its bytes', async (method, type, text) => {
    const { ask } = await proxyBench(async (request, response) => {
      const body = Buffer.from(await textOf(request), 'latin1').toString('hex')
      response.end(JSON.stringify([request.method, request.headers['content-type'], body]))
    })
    const body = Buffer.from(text, 'latin1')
    const answer = await ask({ method, body, headers: { ...(type === undefined ? {} : { 'content-type': type }) } })
    expect(JSON.parse(await answer.text())).toEqual([method, type ?? null, body.toString('hex')])
  })

  test('keeps its path and query as they were sent', async () => {
    const { ask } = await proxyBench((request, response) => response.end(request.url))
    const path = '/v3/p%C3%A4th/a%20b/?a=1&a=2&b=%2F..%2f/../&c'
    expect(await (await ask({ path })).text()).toBe(`/stores/${GOOD}${path}`)
  })

  test.each([
    '/../abc123xyz/v2/store',
    '/v3/../../abc123xyz/v2/store',
    '/%2e%2e/abc123xyz/v2/store',
    '/v3%2f..%2f..%2fabc123xyz',
    '/%252e%252e/abc123xyz',
    '/..;/abc123xyz',
    '//evil.example/x',
    '/v3\\..\\x',
  ])('never leaves the connection by the path %s', async (path) => {
    const { ask, sandbox } = await proxyBench()
    const answer = await ask({ path })
    expect(answer.status).toBe(400)
    expect(answer.headers).toMatchObject({ 'x-connform-error': 'ERR_OPTION_INVALID' })
    expect(JSON.parse(await answer.text())).toMatchObject({ code: 'ERR_OPTION_INVALID', status: 400 })
    expect([...sandbox.requests(), ...sandbox.otherHost.requests()]).toEqual([])
  })

  test('never holds the character U+0000', async () => {
    const { ask, sandbox } = await proxyBench()
    const answer = await ask({ path: '/v3/%00' })
    expect(answer.status).toBe(400)
    expect(answer.headers).toMatchObject({ 'x-connform-error': 'invalid_request' })
    expect(sandbox.requests()).toEqual([])
  })

  test('carries no header of connform, of a browser or of another method', async () => {
    const { ask, token } = await proxyBench((request, response) => response.end(JSON.stringify(request.headers)))
    const headers = {
      'x-connform-tenant': 'default',
      'x-csrf-token': 'forged',
      'X-HTTP-Method-Override': 'forged',
      'x-method-override': 'forged',
      cookie: 'connform_session=forged',
      'x-auth-token': 'forged',
      connection: 'x-auth-token, close',
      origin: 'https://forged.example',
      'sec-fetch-site': 'forged',
      'x-forwarded-for': 'forged',
      'x-note': ['a', 'b'],
    }
    const got = JSON.parse(await (await ask({ headers })).text())
    expect(JSON.stringify(got)).not.toContain('forged')
    expect(got['x-auth-token'] === token).toBe(true)
    expect(got).toMatchObject({ 'x-note': 'a, b' })
    expect(got).not.toHaveProperty('authorization')
  })
})

test('a request that names the whole address reaches the path that it names', async () => {
  const { connform, hide, id, url } = await proxyBench((request, response) => response.end(request.url))
  const made = await connform.access.createKey({ name: 'raw', role: 'editor' })
  const key = made.ok ? made.secret.reveal() : ''
  hide(key)
  const { hostname, port } = new URL(url)
  for (const origin of [url, 'http://elsewhere.example']) {
    const socket = connect(Number(port), hostname)
    const target = `${origin}/api/v1/connections/${id}/proxy/v3/x?a=http://y/z`
    socket.write(
      `GET ${target} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    )
    expect(await textOf(socket)).toContain(`/stores/${GOOD}/v3/x?a=http://y/z`)
  }
})

test('an answer with a status that is none is a problem, not a connection that hangs', async () => {
  const { ask } = await proxyBench((_, response) => {
    response.socket?.end('HTTP/1.1 099 Odd\r\nContent-Length: 2\r\n\r\nok')
  })
  const answer = await ask()
  expect(answer.status).toBe(502)
  expect(JSON.parse(await answer.text())).toMatchObject({ code: 'ERR_UNEXPECTED_ANSWER' })
})

test('two requests in the place of one are refused, and the second goes nowhere', async () => {
  const seen: (string | undefined)[] = []
  const { connform, hide, id, url } = await proxyBench(async (request, response) => {
    seen.push(request.url)
    response.end(await textOf(request))
  })
  const made = await connform.access.createKey({ name: 'raw', role: 'editor' })
  const key = made.ok ? made.secret.reveal() : ''
  hide(key)
  const { hostname, port } = new URL(url)
  const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n'
  for (const lines of [
    'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
    'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
    'X-Note: a\r\n\tfolded: b\r\nContent-Length: 0\r\n\r\n',
  ]) {
    const socket = connect(Number(port), hostname)
    const head = `POST /api/v1/connections/${id}/proxy/v3/x HTTP/1.1\r\nHost: ${hostname}:${port}\r\n`
    socket.end(`${head}Authorization: Bearer ${key}\r\nConnection: close\r\n${lines}${smuggled}`)
    await textOf(socket)
  }
  expect(seen.filter((path) => path !== `/stores/${GOOD}/v3/x`)).toEqual([])
})

test('a connection goes on after an answer that came before the body was read', async () => {
  const { connform, hide, id, url } = await proxyBench((request, response) => {
    if (request.method === 'POST') response.writeHead(413, { connection: 'close' }).end('too much')
    else response.end('next')
  })
  const made = await connform.access.createKey({ name: 'raw', role: 'editor' })
  const key = made.ok ? made.secret.reveal() : ''
  hide(key)
  const { hostname, port } = new URL(url)
  const head = (method: string, ...lines: string[]) =>
    [
      `${method} /api/v1/connections/${id}/proxy/v3/x HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${key}`,
      ...lines,
      '\r\n',
    ].join('\r\n')
  const socket = connect(Number(port), hostname)
  let answers = ''
  socket.on('data', (piece) => {
    answers += piece
  })
  const said = (text: string) => vi.waitFor(() => expect(answers).toContain(text), { timeout: 10_000 })
  socket.write(`${head('POST', 'Content-Length: 1000000')}${'x'.repeat(1000)}`)
  await said('too much')
  socket.write('x'.repeat(999_000))
  // Not ended: a server takes that for the end of its answers, too.
  socket.write(head('GET', 'Connection: close'))
  await said('next')
})

describe('an answer of the provider', () => {
  test.each([200, 201, 301, 307, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503])(
    'of status %i is passed on, and not followed',
    async (status) => {
      const paths: (string | undefined)[] = []
      const { ask } = await proxyBench((request, response) => {
        paths.push(request.url)
        response
          .writeHead(status, { location: '/elsewhere', 'x-rate-limit-time-reset-ms': '90000', etag: '"1"' })
          .end('as it is')
      })
      const answer = await ask({ method: 'POST' })
      expect([answer.status, await answer.text(), paths.length]).toEqual([status, 'as it is', 1])
      expect(answer.headers).toMatchObject({
        location: '/elsewhere',
        'x-rate-limit-time-reset-ms': '90000',
        etag: '"1"',
      })
      expect(answer.headers).not.toHaveProperty('x-connform-error')
    },
  )

  test('stays packed', async () => {
    const packed = gzipSync('x'.repeat(10_000))
    const { ask } = await proxyBench((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed),
    )
    const { headers, text } = await ask({ headers: { 'accept-encoding': 'gzip' } })
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(packed.length) })
    expect(Buffer.from(await text(), 'latin1').equals(packed)).toBe(true)
  })

  test.each([
    ['GET', 204],
    ['GET', 304],
    ['HEAD', 200],
  ])('to a %s of status %i has no body', async (method, status) => {
    const { ask } = await proxyBench((_, response) =>
      response.writeHead(status, method === 'HEAD' ? { 'content-length': '12' } : {}).end(),
    )
    const answer = await ask({ method })
    expect([answer.status, await answer.text()]).toEqual([status, ''])
    if (method === 'HEAD') expect(answer.headers['content-length']).toBe('12')
  })

  test('is no page of this server, whatever it says of itself', async () => {
    const { ask, token } = await proxyBench((request, response) =>
      response
        .writeHead(200, {
          'content-type': 'text/html',
          'content-security-policy': "default-src *; script-src 'unsafe-inline'",
          'x-content-type-options': 'sniff',
          'set-cookie': 'connform_session=forged; Path=/',
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'strict-transport-security': 'max-age=0',
          'clear-site-data': '"*"',
          'service-worker-allowed': '/',
          refresh: '0; url=https://evil.example',
          'cache-control': 'public, max-age=31536000',
          'x-connform-error': 'forged',
          'x-request-id': 'theirs',
          'x-echo': String(request.headers['x-auth-token']),
        })
        .end('<script>alert(1)</script>'),
    )
    const { headers, text } = await ask()
    expect(headers).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': expect.stringMatching(/^sandbox; /),
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-upstream-request-id': 'theirs',
    })
    expect(headers['x-request-id']).not.toBe('theirs')
    for (const name of [
      'set-cookie',
      'refresh',
      'clear-site-data',
      'service-worker-allowed',
      'x-connform-error',
      'x-echo',
    ])
      expect(headers).not.toHaveProperty(name)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(JSON.stringify(headers)).not.toContain(token)
    expect(await text()).toBe('<script>alert(1)</script>')
  })

  test('keeps a disposition of its own', async () => {
    const { ask } = await proxyBench((_, response) =>
      response.writeHead(200, { 'content-disposition': 'inline; filename="a.csv"' }).end(),
    )
    expect((await ask()).headers['content-disposition']).toBe('inline; filename="a.csv"')
  })
})

describe('bodies go through as they come', () => {
  test('the first piece of an answer is seen while the provider holds the second', async () => {
    const go = Promise.withResolvers<void>()
    const { ask } = await proxyBench(async (_, response) => {
      response.write('first')
      await go.promise
      response.end('second')
    })
    const { message } = await ask()
    const [first] = await once(message, 'data')
    expect(String(first)).toBe('first')
    go.resolve()
    expect(await textOf(message)).toBe('second')
  })

  test('the head of an answer is seen while the provider holds its body', async () => {
    const go = Promise.withResolvers<void>()
    const { ask } = await proxyBench(async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      await go.promise
      response.end('data: 1\n\n')
    })
    const { headers, text } = await ask()
    expect(headers['content-type']).toBe('text/event-stream')
    go.resolve()
    expect(await text()).toBe('data: 1\n\n')
  })

  test('the first piece of a request is seen while the caller holds the second', async () => {
    const arrived = Promise.withResolvers<string>()
    const { ask } = await proxyBench(async (request, response) => {
      const [piece] = await once(request, 'data')
      arrived.resolve(String(piece))
      response.end(await textOf(request))
    })
    async function* body() {
      yield Buffer.from('first')
      yield Buffer.from(`after ${await arrived.promise}`)
    }
    expect(await (await ask({ method: 'POST', body: body() })).text()).toBe('after first')
  })

  test('a hundred megabytes go up and down, and neither side is given more than the other takes', async () => {
    let [taken, given] = [0, 0]
    const go = Promise.withResolvers<void>()
    const { ask } = await proxyBench(async (request, response) => {
      await go.promise
      for await (const piece of request) taken += piece.length
      response.writeHead(200)
      for await (const piece of manyBytes(100 * MB)) {
        if (!response.write(piece)) await once(response, 'drain')
      }
      response.end()
    })
    const stalled = Promise.withResolvers<void>()
    let timer = setTimeout(() => {}, 0)
    async function* body() {
      for await (const piece of manyBytes(100 * MB)) {
        given += piece.length
        clearTimeout(timer)
        timer = setTimeout(() => stalled.resolve(), 300)
        yield piece
      }
    }
    const asked = ask({ method: 'PUT', body: body(), headers: { 'content-length': 100 * MB } })
    await stalled.promise
    expect(given).toBeLessThan(30 * MB)
    go.resolve()
    const { message } = await asked
    let received = 0
    for await (const piece of message) received += piece.length
    expect([taken, received]).toEqual([100 * MB, 100 * MB])
  })
})

describe('what breaks off', () => {
  test('at the caller closes the connection to the provider', async () => {
    const closed = Promise.withResolvers<void>()
    const { ask } = await proxyBench((request, response) => {
      request.socket.once('close', () => closed.resolve())
      response.write('part')
    })
    const { message } = await ask()
    message.destroy()
    await closed.promise
  })

  test('at the caller, before anything is answered, too', async () => {
    const closed = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const { ask } = await proxyBench((request) => {
      request.socket.once('close', () => closed.resolve())
      asked.resolve()
    })
    const stop = new AbortController()
    const answer = ask({ signal: stop.signal })
    await asked.promise
    stop.abort()
    await expect(answer).rejects.toThrow()
    await closed.promise
  })

  test('at the caller, in the middle of a body, is not complete at the provider', async () => {
    const ended = Promise.withResolvers<string>()
    const { ask } = await proxyBench((request) => {
      textOf(request).then(
        () => ended.resolve('complete'),
        () => ended.resolve('cut'),
      )
      request.once('data', () => stop.abort())
    })
    const stop = new AbortController()
    async function* body() {
      yield Buffer.from('part')
      await new Promise(() => {})
    }
    await expect(ask({ method: 'POST', body: body(), signal: stop.signal })).rejects.toThrow()
    expect(await ended.promise).toBe('cut')
  })

  test.each([{ 'content-length': '100' }, {}])('at the provider is not complete at the caller: %j', async (headers) => {
    const { ask } = await proxyBench((_, response) => {
      response.writeHead(200, headers as Record<string, string>).write('part')
      setTimeout(() => response.destroy(), 50)
    })
    const { status, text } = await ask()
    expect(status).toBe(200)
    await expect(text()).rejects.toThrow()
  })

  test('at the provider before it answers is a problem', async () => {
    const { ask } = await proxyBench((request) => request.socket.destroy())
    const answer = await ask({ method: 'POST' })
    expect([answer.status, answer.headers['x-connform-error']]).toEqual([502, 'ERR_TRANSPORT'])
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  })
})

describe('connform itself refuses', () => {
  test('a session, whatever its role', async () => {
    const { connform, hide, id, url, sandbox } = await proxyBench()
    const link = await connform.access.createLoginLink()
    const opened = await connform.access.redeemLoginLink(link.token.reveal())
    const session = opened?.session.reveal() ?? ''
    hide(session)
    const base = `${url}/api/v1/connections/${id}/proxy`
    const answer = await begin(base, { path: '/v2/store', headers: { cookie: `connform_session=${session}` } })
    expect([answer.status, answer.headers['x-connform-error']]).toEqual([403, 'forbidden'])
    expect(await answer.text()).toContain('API key')
    expect(sandbox.requests()).toEqual([])
  })

  test('who does not say who they are', async () => {
    const { id, url } = await proxyBench()
    const answer = await begin(`${url}/api/v1/connections/${id}/proxy`, { method: 'POST', body: 'x' })
    expect([answer.status, answer.headers['x-connform-error']]).toEqual([401, 'unauthenticated'])
  })

  test('a viewer, whatever the method, unless roles say otherwise', async () => {
    const strict = await proxyBench()
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE']) {
      const answer = await strict.ask({ method }, 'viewer')
      expect([answer.status, answer.headers['x-connform-error']]).toEqual([403, 'forbidden'])
    }
    const proxy = { roles: { GET: 'viewer', DELETE: 'admin' } } as const
    const { ask } = await proxyBench((_, response) => response.end(), { proxy })
    expect((await ask({}, 'viewer')).status).toBe(200)
    expect((await ask({ method: 'POST' }, 'viewer')).status).toBe(403)
    expect((await ask({ method: 'DELETE' }, 'editor')).status).toBe(403)
    expect((await ask({ method: 'DELETE' }, 'admin')).status).toBe(200)
  })

  test('a method that is not allowed', async () => {
    const { ask } = await proxyBench((_, response) => response.end(), { proxy: { methods: ['GET', 'HEAD'] } })
    const answer = await ask({ method: 'DELETE' })
    expect([answer.status, answer.headers['x-connform-error'], answer.headers.allow]).toEqual([
      405,
      'method_not_allowed',
      'GET, HEAD',
    ])
    expect((await ask({ method: 'HEAD' })).status).toBe(200)
  })

  test('a connection that is switched off, that is not there, or that is of another tenant', async () => {
    const { as, ask, connform, id, sandbox } = await proxyBench()
    const other = await as('admin', 'other')
    const hidden = await other.get(`/connections/${id}/proxy/v2/store`)
    expect([hidden.status, hidden.headers.get('x-connform-error')]).toEqual([404, 'ERR_CONNECTION_NOT_FOUND'])
    await connform.connections.setStatus(id, 'inactive')
    const off = await ask()
    expect([off.status, off.headers['x-connform-error']]).toEqual([409, 'ERR_CONNECTION_REFUSED'])
    expect(sandbox.requests()).toEqual([])
  })

  test('a body that is too large, announced or not, before the provider takes it for complete', async () => {
    const bodies: string[] = []
    const { ask } = await proxyBench(
      async (request, response) => {
        bodies.push(await textOf(request).catch(() => 'cut'))
        response.end()
      },
      { proxy: { maxBodyBytes: 1000 } },
    )
    const announced = await ask({ method: 'POST', body: Buffer.alloc(1001) })
    expect([announced.status, announced.headers['x-connform-error']]).toEqual([413, 'body_too_large'])
    async function* body() {
      for (let piece = 0; piece < 3; piece += 1) yield Buffer.alloc(500)
    }
    const found = await ask({ method: 'POST', body: body() })
    expect([found.status, found.headers['x-connform-error']]).toEqual([413, 'body_too_large'])
    expect((await ask({ method: 'POST', body: Buffer.alloc(1000) })).status).toBe(200)
    expect(bodies.filter((text) => text !== 'cut').map((text) => text.length)).toEqual([1000])
  })

  test('a GET with a body', async () => {
    const { ask } = await proxyBench((_, response) => response.end())
    const answer = await ask({ body: 'x', headers: { 'content-length': 1 } })
    expect([answer.status, answer.headers['x-connform-error']]).toEqual([400, 'ERR_OPTION_INVALID'])
  })
})
