import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { createTransport } from '../src/index.ts'
import { version } from '../src/version.ts'
import { host, openDoor } from './support/door.ts'
import { httpServer, readBody } from './support/servers.ts'

const allowedHosts = [host]
const url = `https://${host}/things?page=2`
const get = { method: 'GET', url, headers: {} }

describe('a request', () => {
  test('goes out with its method, path, query, headers and body', async () => {
    const base = await httpServer(async (request, response) => {
      const { method, url: path, headers } = request
      response.end(JSON.stringify({ method, path, token: headers['x-auth-token'], body: await readBody(request) }))
    })
    const answer = await openDoor(`${base}/prefix/`).request(
      { method: 'POST', url, headers: { 'X-Auth-Token': 'abc' }, body: '{"name":"é"}' },
      { allowedHosts },
    )
    expect(JSON.parse(answer.body)).toEqual({
      method: 'POST',
      path: '/prefix/things?page=2',
      token: 'abc',
      body: '{"name":"é"}',
    })
  })

  test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'may be a %s without a body',
    async (method) => {
      const base = await httpServer(async (request, response) => {
        response.setHeader('x-length', (await readBody(request)).length).end(request.method)
      })
      const answer = await openDoor(base).request({ method, url, headers: {} }, { allowedHosts })
      expect([answer.status, answer.headers['x-length'], answer.body]).toEqual([
        200,
        '0',
        method === 'HEAD' ? '' : method,
      ])
    },
  )

  test('names connform and its version as its user agent', async () => {
    const base = await httpServer((request, response) => response.end(request.headers['user-agent']))
    const packageJson = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(version).toBe(packageJson.version)
    expect((await openDoor(base).request(get, { allowedHosts })).body).toBe(`connform/${version}`)
    expect((await openDoor(base, { userAgent: 'shop/2' }).request(get, { allowedHosts })).body).toBe('shop/2')
    const named = { ...get, headers: { 'User-Agent': 'mine' } }
    expect((await openDoor(base).request(named, { allowedHosts })).body).toBe('mine')
  })

  test('uses a connection again that the host left open', async () => {
    const ports = new Set<number | undefined>()
    const base = await httpServer((request, response) => {
      ports.add(request.socket.remotePort)
      response.end()
    })
    const door = openDoor(base)
    for (let sent = 0; sent < 3; sent += 1) await door.request(get, { allowedHosts })
    expect(ports.size).toBe(1)
  })

  test('is sent again at once when connections left open turn out to be closed', async () => {
    const seen = new WeakSet()
    const base = await httpServer((request, response) => {
      if (seen.has(request.socket)) request.socket.destroy()
      else response.end('fine')
      seen.add(request.socket)
    })
    const door = openDoor(base)
    await Promise.all([1, 2, 3].map(() => door.request(get, { allowedHosts })))
    expect((await door.request(get, { allowedHosts })).body).toBe('fine')
  })
})

test('a request that changes something is not sent again, even when the connection turns out to be closed', async () => {
  let requests = 0
  const base = await httpServer((request, response) => {
    requests += 1
    if (requests === 2) request.socket.destroy()
    else response.end()
  })
  const door = openDoor(base)
  await door.request(get, { allowedHosts })
  await expect(door.request({ ...get, method: 'POST' }, { allowedHosts })).rejects.toMatchObject({
    reason: 'host_unreachable',
  })
  expect(requests).toBe(2)
})

describe('an answer', () => {
  test('counts even where the host gives it before it has read the request', async () => {
    const base = await httpServer((_, response) => response.writeHead(413, { connection: 'close' }).end('too much'))
    const post = { method: 'POST', url, headers: {}, body: 'x'.repeat(5_000_000) }
    expect(await openDoor(base).request(post, { allowedHosts })).toMatchObject({ status: 413, body: 'too much' })
  })

  test.each([200, 204, 304, 400, 401, 403, 404, 422, 500, 503])('of status %i is handed back', async (status) => {
    const base = await httpServer((_, response) => response.writeHead(status).end())
    expect((await openDoor(base).request(get, { allowedHosts })).status).toBe(status)
  })

  test('that redirects is handed back and not followed', async () => {
    let requests = 0
    const base = await httpServer((_, response) => {
      requests += 1
      response.writeHead(302, { location: '/elsewhere' }).end('moved')
    })
    const answer = await openDoor(base).request(get, { allowedHosts })
    expect(answer).toMatchObject({ status: 302, headers: { location: '/elsewhere' }, body: 'moved' })
    expect(requests).toBe(1)
  })

  test('has header names in lower case and several values joined by a comma', async () => {
    const base = await httpServer((_, response) =>
      response
        .writeHead(200, [
          ['X-Request-Id', 'A1'],
          ['Set-Cookie', 'a=1'],
          ['Set-Cookie', 'b=2'],
          ['Vary', 'x'],
          ['Vary', 'y'],
        ] as never)
        .end(),
    )
    const { headers } = await openDoor(base).request(get, { allowedHosts })
    expect(headers).toMatchObject({ 'x-request-id': 'A1', 'set-cookie': 'a=1, b=2', vary: 'x, y' })
    expect(Object.isFrozen(headers)).toBe(true)
  })

  test('is unpacked and read as UTF-8, also where a character is split between chunks', async () => {
    const packed = await httpServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('größer ✓')),
    )
    expect((await openDoor(packed).request(get, { allowedHosts })).body).toBe('größer ✓')
    const split = await httpServer((_, response) => {
      response.write(Buffer.from([0xe2, 0x9c]))
      setImmediate(() => response.end(Buffer.from([0x93])))
    })
    expect((await openDoor(split).request(get, { allowedHosts })).body).toBe('✓')
  })

  test('may be exactly as large as allowed', async () => {
    const base = await httpServer((_, response) => response.end('x'.repeat(1000)))
    expect((await openDoor(base).request(get, { allowedHosts, maxAnswerBytes: 1000 })).body).toHaveLength(1000)
  })
})

describe('a transport', () => {
  test('refuses requests once it is closed', async () => {
    const transport = createTransport()
    transport.close()
    await expect(transport.request(get, { allowedHosts })).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })

  test('lets the host go when it is closed', async () => {
    const server = createServer((_, response) => response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address() as { port: number }
    const transport = createTransport({ hosts: { [host]: `http://127.0.0.1:${address.port}` } })
    await transport.request(get, { allowedHosts })
    const closed = new Promise((resolve) => server.once('connection', resolve) && server.close(resolve))
    transport.close()
    await closed
  })

  test.each([
    'ftp://files.example.com',
    'not a url',
    'http://user:pw@127.0.0.1',
    'http://127.0.0.1/?a=1',
    'http://127.0.0.1/#a',
  ])('refuses %s as an override', (base) => {
    expect(() => createTransport({ hosts: { [host]: base } })).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID' }),
    )
  })
})
