import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { canary } from './support/canary.ts'
import { caught, failure, host, openDoor } from './support/door.ts'
import { closedPort, httpServer, rawServer, selfSignedServer } from './support/servers.ts'

describe('the failure is host_unreachable', () => {
  test('where nobody listens', async () => {
    const error = await failure(openDoor(`http://127.0.0.1:${await closedPort()}`))
    expect(error).toMatchObject({ code: 'ERR_TRANSPORT', reason: 'host_unreachable', host })
  })

  test('where the name does not exist', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error(`getaddrinfo ${canary}`), { code: 'ENOTFOUND' }))
    expect(await failure(openDoor(undefined, { resolve }))).toMatchObject({ reason: 'host_unreachable', host })
  })

  test('where the name has no address', async () => {
    expect(await failure(openDoor(undefined, { resolve: async () => [] }))).toMatchObject({
      reason: 'host_unreachable',
    })
  })

  test('where the connection is closed before an answer', async () => {
    const base = await httpServer((request) => request.socket.destroy())
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'host_unreachable', host })
  })
})

describe('the failure is tls', () => {
  test('where the certificate is signed by nobody known', async () => {
    let asked = false
    const base = await selfSignedServer((_, response) => {
      asked = true
      response.end()
    })
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'tls', host })
    expect(asked).toBe(false)
  })

  test('where the other side does not speak TLS', async () => {
    const address = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
    expect(await failure(openDoor(`https://${address}`))).toMatchObject({ reason: 'tls', host })
  })
})

describe('the failure is timeout', () => {
  test('where the host says nothing', async () => {
    const base = await httpServer(() => {})
    expect(await failure(openDoor(base), {}, { timeoutMs: 50 })).toMatchObject({ reason: 'timeout', host })
  })

  test('where the host begins and does not end', async () => {
    const base = await httpServer((_, response) => response.writeHead(200).write(canary))
    expect(await failure(openDoor(base), {}, { timeoutMs: 100 })).toMatchObject({ reason: 'timeout', host })
  })

  test('where the host never finishes the handshake', async () => {
    const address = await rawServer(() => {})
    expect(await failure(openDoor(`https://${address}`), {}, { timeoutMs: 50 })).toMatchObject({ reason: 'timeout' })
  })
})

describe('the failure is answer_too_large', () => {
  test('where the body is longer than allowed, whatever its announced length', async () => {
    const base = await httpServer((_, response) => response.end(canary.repeat(1000)))
    const error = await failure(openDoor(base), {}, { maxAnswerBytes: 1000 })
    expect(error).toMatchObject({ reason: 'answer_too_large', host })
  })

  test('where a small body unpacks to a large one', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const base = await httpServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'answer_too_large', host })
  })

  test('where a bomb is packed twice', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(50_000_000)))
    const headers = { 'content-encoding': 'gzip, gzip' }
    const base = await httpServer((_, response) => response.writeHead(200, headers).end(bomb))
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'answer_too_large', host })
  })

  test('where the body never ends', async () => {
    const base = await httpServer((_, response) => {
      const more = () => response.write('x'.repeat(60_000)) || response.once('drain', more)
      const timer = setInterval(more, 1)
      response.on('close', () => clearInterval(timer))
    })
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'answer_too_large', host })
  })

  test('where the headers are', async () => {
    const address = await rawServer((socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`))
    expect(await failure(openDoor(`http://${address}`))).toMatchObject({ reason: 'answer_too_large', host })
  })
})

describe('the failure is answer_cut', () => {
  test('where the body is shorter than announced', async () => {
    const address = await rawServer((socket) =>
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 100\r\nconnection: close\r\n\r\n${canary}`),
    )
    expect(await failure(openDoor(`http://${address}`))).toMatchObject({ reason: 'answer_cut', host })
  })

  test('where a chunked body has no last chunk', async () => {
    const address = await rawServer((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n'),
    )
    expect(await failure(openDoor(`http://${address}`))).toMatchObject({ reason: 'answer_cut', host })
  })

  test('where a packed body breaks off', async () => {
    const part = gzipSync('x'.repeat(10_000)).subarray(0, 30)
    const base = await httpServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(part))
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'answer_cut', host })
  })

  test('where the body is not packed as announced', async () => {
    const base = await httpServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(canary))
    expect(await failure(openDoor(base))).toMatchObject({ reason: 'answer_cut', host })
  })

  test('where the answer is not HTTP', async () => {
    const address = await rawServer((socket) => socket.end(`220 mail ${canary}\r\n`))
    expect(await failure(openDoor(`http://${address}`))).toMatchObject({ reason: 'answer_cut', host })
  })
})

describe('the failure is aborted', () => {
  test('where the signal had fired before, and nothing is sent', async () => {
    let asked = false
    const base = await httpServer((_, response) => {
      asked = true
      response.end()
    })
    const signal = AbortSignal.abort(new Error(canary))
    expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
    expect(asked).toBe(false)
  })

  test('where the signal fires while the host thinks', async () => {
    const controller = new AbortController()
    const base = await httpServer(() => controller.abort(new Error(canary)))
    const { signal } = controller
    expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
  })

  test('where the signal fires while an answer is read', async () => {
    const controller = new AbortController()
    const base = await httpServer((_, response) => {
      response.writeHead(200).write(canary)
      setTimeout(() => controller.abort(), 20)
    })
    const { signal } = controller
    expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
  })

  test('where the signal fires during the wait before a repetition', async () => {
    const controller = new AbortController()
    const base = await httpServer((_, response) => {
      response.writeHead(429, { 'x-wait': '20' }).end()
      setTimeout(() => controller.abort(), 50)
    })
    const retry = { statuses: [429], limit: 3, waitHeaders: [{ name: 'X-Wait', unit: 'seconds' as const }] }
    const error = await failure(openDoor(base), {}, { signal: controller.signal, retry })
    expect(error).toMatchObject({ reason: 'aborted', host })
  })

  test('where a signal of a time limit fires', async () => {
    const base = await httpServer(() => {})
    const signal = AbortSignal.timeout(50)
    expect(await failure(openDoor(base), {}, { signal })).toMatchObject({ reason: 'aborted', host })
  })

  test('where the transport is closed meanwhile', async () => {
    const base = await httpServer(() => door.close())
    const door = openDoor(base)
    expect(await failure(door)).toMatchObject({ reason: 'aborted', host })
  })

  test('where the transport is closed while an answer is read', async () => {
    const base = await httpServer((_, response) => {
      response.writeHead(200).write(canary)
      setTimeout(() => door.close(), 20)
    })
    const door = openDoor(base)
    expect(await failure(door)).toMatchObject({ reason: 'aborted', host })
  })

  test('where the transport is closed in the moment of the request, and nothing is sent', async () => {
    const asked: unknown[] = []
    const base = await httpServer((request, response) => {
      asked.push(request.method)
      response.end()
    })
    const door = openDoor(base)
    const failing = failure(door)
    door.close()
    expect(await failing).toMatchObject({ reason: 'aborted', host })
    // A request that went out all the same would be there before this one.
    await openDoor(base).request({ method: 'DELETE', url: `https://${host}/`, headers: {} }, { allowedHosts: [host] })
    expect(asked).toEqual(['DELETE'])
  })
})

describe('a request that HTTP does not allow', () => {
  test.each([
    ['a header value with a line break', { headers: { 'x-auth-token': `${canary}\r\nx: y` } }],
    ['a header value beyond Latin-1', { headers: { 'x-auth-token': `${canary}…` } }],
    ['a header name with a space', { headers: { [`x ${canary}`]: '1' } }],
    ['a Host header of its own', { headers: { Host: canary } }],
    ['a length of its own', { headers: { 'Content-Length': '3' } }],
    ['an encoding of transfer of its own', { headers: { 'Transfer-Encoding': 'chunked' } }],
    ['an unknown method', { method: `${canary} / HTTP/1.1` }],
    ['a tunnel', { method: 'CONNECT' }],
    ['a GET with a body', { method: 'GET' }],
  ])('is refused: %s', async (_, request) => {
    const base = await httpServer((_request, response) => response.end())
    expect(await caught(openDoor(base), request)).toMatchObject({ code: 'ERR_OPTION_INVALID' })
  })
})
