import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { host, openDoor } from '../support/door.ts'
import { httpServer, rawServer, readBody } from '../support/servers.ts'
import { bytesOf, get, givenStream, options, textOf, url } from './streams.ts'

describe('a request', () => {
  test('goes out with its method, path, query, headers and the bytes of its body', async () => {
    const base = await httpServer(async (request, response) => {
      const { method, url: path, headers } = request
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece)
      response.end(JSON.stringify({ method, path, headers, body: Buffer.concat(pieces).toString('hex') }))
    })
    const body = Uint8Array.of(0, 255, 10, 13, 128)
    const asked = { method: 'put', url, headers: { 'X-Auth-Token': 'abc', 'content-type': 'image/x' }, body }
    const { body: answer } = await openDoor(`${base}/prefix/`).stream(asked, options)
    const { headers, ...seen } = JSON.parse(await textOf(answer))
    expect(seen).toEqual({ method: 'PUT', path: '/prefix/files/1?part=2', body: '00ff0a0d80' })
    expect(headers).toMatchObject({ 'x-auth-token': 'abc', 'content-type': 'image/x', 'content-length': '5' })
    expect(headers).not.toHaveProperty('accept-encoding')
    expect(headers).not.toHaveProperty('transfer-encoding')
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'may be a %s with a body that comes in pieces',
    async (method) => {
      const base = await httpServer(async (request, response) => {
        const { 'transfer-encoding': coding, 'content-length': length } = request.headers
        response.end(`${coding} ${length} ${await readBody(request)}`)
      })
      const pieces = () =>
        (async function* () {
          yield* [Buffer.from('ab'), Buffer.alloc(0), Buffer.from('cd')]
        })()
      const door = openDoor(base)
      const chunked = await door.stream({ method, url, headers: {}, body: pieces() }, options)
      expect(await textOf(chunked.body)).toBe('chunked undefined abcd')
      const counted = await door.stream({ method, url, headers: {}, body: pieces(), bodyBytes: 4 }, options)
      expect(await textOf(counted.body)).toBe('undefined 4 abcd')
    },
  )

  test('may have a ReadableStream as its body', async () => {
    const base = await httpServer(async (request, response) => response.end(await readBody(request)))
    const body = new Blob(['from a blob']).stream()
    expect(await textOf((await openDoor(base).stream({ method: 'POST', url, headers: {}, body }, options)).body)).toBe(
      'from a blob',
    )
  })

  test('arrives piece by piece, before its body is at its end', async () => {
    const arrived = Promise.withResolvers<string>()
    const base = await httpServer(async (request, response) => {
      const [piece] = await once(request, 'data')
      arrived.resolve(String(piece))
      response.end(await readBody(request))
    })
    const { stream, give } = givenStream()
    const answer = openDoor(base).stream({ method: 'POST', url, headers: {}, body: stream }, options)
    give('first')
    expect(await arrived.promise).toBe('first')
    give('second')
    give(undefined)
    expect(await textOf((await answer).body)).toBe('second')
  })

  test.each(['GET', 'HEAD'])('that is a %s has no body', async (method) => {
    const body = Buffer.from('x')
    const base = await httpServer((_, response) => response.end())
    await expect(openDoor(base).stream({ method, url, headers: {}, body }, options)).rejects.toMatchObject({
      code: 'ERR_OPTION_INVALID',
    })
  })

  test.each([{ Host: 'x' }, { 'Transfer-Encoding': 'chunked' }, { 'Content-Length': '3' }, { a: 'b\r\nc: d' }])(
    'with the header %j is refused',
    async (headers) => {
      let requests = 0
      const base = await httpServer((_, response) => {
        requests += 1
        response.end()
      })
      const asked = { ...get, headers: headers as Record<string, string> }
      await expect(openDoor(base).stream(asked, options)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
      expect(requests).toBe(0)
    },
  )

  test('goes to allowed hosts and public addresses alone', async () => {
    const door = openDoor(undefined, { resolve: async () => [{ address: '10.0.0.7', family: 4 }] })
    const refused = { reason: 'blocked_host' }
    await expect(door.stream({ ...get, url: 'https://other.example.com/' }, options)).rejects.toMatchObject(refused)
    await expect(door.stream(get, options)).rejects.toMatchObject(refused)
    await expect(door.stream({ ...get, url: `http://${host}/` }, options)).rejects.toMatchObject(refused)
  })

  test('is refused once the transport is closed', async () => {
    const door = openDoor()
    door.close()
    await expect(door.stream(get, options)).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  })
})

describe('an answer', () => {
  test('is handed on piece by piece, before it is at its end', async () => {
    const go = Promise.withResolvers<void>()
    const base = await httpServer(async (_, response) => {
      response.write('first')
      await go.promise
      response.end('second')
    })
    const { body } = await openDoor(base).stream(get, options)
    const pieces = body[Symbol.asyncIterator]()
    expect(String((await pieces.next()).value)).toBe('first')
    go.resolve()
    expect(String((await pieces.next()).value)).toBe('second')
    expect(await pieces.next()).toMatchObject({ done: true })
  })

  test('stays packed as it was, and says so', async () => {
    const packed = gzipSync('größer ✓'.repeat(1000))
    const base = await httpServer((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length }).end(packed),
    )
    const { headers, body } = await openDoor(base).stream(get, options)
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(packed.length) })
    expect((await bytesOf(body)).equals(packed)).toBe(true)
  })

  test.each([200, 201, 400, 401, 403, 404, 413, 422, 429, 500, 503])('of status %i is handed back', async (status) => {
    const base = await httpServer((_, response) => response.writeHead(status, { 'x-why': 'so' }).end('body'))
    const answer = await openDoor(base).stream(get, options)
    expect([answer.status, answer.headers['x-why'], await textOf(answer.body)]).toEqual([status, 'so', 'body'])
  })

  test.each([
    ['GET', 204],
    ['GET', 304],
    ['HEAD', 200],
  ])('to a %s with status %i has no body, and leaves its connection to the next', async (method, status) => {
    const ports = new Set<number | undefined>()
    const base = await httpServer((request, response) => {
      ports.add(request.socket.remotePort)
      response.writeHead(status, status === 200 ? { 'content-length': '7', etag: '"a"' } : { etag: '"a"' }).end()
    })
    const door = openDoor(base)
    for (let sent = 0; sent < 3; sent += 1) {
      const { headers, body, ...answer } = await door.stream({ ...get, method }, options)
      expect([answer.status, headers.etag, await textOf(body)]).toEqual([status, '"a"', ''])
      await new Promise(setImmediate)
    }
    expect(ports.size).toBe(1)
  })

  test('that redirects is handed back and not followed', async () => {
    let requests = 0
    const base = await httpServer((_, response) => {
      requests += 1
      response.writeHead(307, { location: 'https://elsewhere.example/' }).end('moved')
    })
    const { status, headers, body } = await openDoor(base).stream(get, options)
    expect([status, headers.location, await textOf(body)]).toEqual([307, 'https://elsewhere.example/', 'moved'])
    expect(requests).toBe(1)
  })

  test('counts even where the host gives it before it has read the request', async () => {
    const base = await httpServer((_, response) => response.writeHead(413, { connection: 'close' }).end('too much'))
    const { stream, give, left } = givenStream()
    give('begin')
    const answer = await openDoor(base).stream({ method: 'POST', url, headers: {}, body: stream }, options)
    expect([answer.status, await textOf(answer.body)]).toEqual([413, 'too much'])
    await left
  })

  test('that wants to talk another protocol is none', async () => {
    const address = await rawServer((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n'),
    )
    await expect(openDoor(`http://${address}`).stream(get, options)).rejects.toMatchObject({ code: 'ERR_TRANSPORT' })
  })
})
