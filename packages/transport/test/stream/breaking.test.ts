import { once } from 'node:events'
import { TransportError } from '@connform/core'
import { describe, expect, test } from 'vitest'
import { canary, expectNoCanary } from '../support/canary.ts'
import { host, openDoor } from '../support/door.ts'
import { closedPort, httpServer, rawServer, readBody } from '../support/servers.ts'
import { get, givenStream, manyBytes, options, textOf } from './streams.ts'

const secret = { method: 'POST', url: `https://${host}/${canary}`, headers: { 'x-auth-token': canary } }

/** Expects a failure of our own, which gives nothing away. */
async function failureOf(asked: Promise<unknown>): Promise<TransportError> {
  const error = await asked.then(
    () => expect.unreachable('answered'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(TransportError)
  expect(error).not.toHaveProperty('cause')
  expectNoCanary(error)
  return error as TransportError
}

describe('a caller who breaks off', () => {
  test('while nothing is answered closes the connection', async () => {
    const closed = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const base = await httpServer((request) => {
      request.socket.once('close', () => closed.resolve())
      asked.resolve()
    })
    const stop = new AbortController()
    const failure = failureOf(openDoor(base).stream(secret, { ...options, signal: stop.signal }))
    await asked.promise
    stop.abort()
    expect(await failure).toMatchObject({ reason: 'aborted', host })
    await closed.promise
  })

  test('in the middle of an answer closes the connection, and the answer does not seem complete', async () => {
    const closed = Promise.withResolvers<void>()
    const base = await httpServer((request, response) => {
      request.socket.once('close', () => closed.resolve())
      response.write('part')
    })
    const stop = new AbortController()
    const { body } = await openDoor(base).stream(secret, { ...options, signal: stop.signal })
    const read = failureOf(textOf(body))
    stop.abort()
    expect(await read).toMatchObject({ reason: 'aborted' })
    await closed.promise
  })

  test('by reading no further closes the connection, even while a piece is waited for', async () => {
    const closed = Promise.withResolvers<void>()
    const base = await httpServer((request, response) => {
      request.socket.once('close', () => closed.resolve())
      response.write('part')
    })
    const pieces = (await openDoor(base).stream(get, options)).body[Symbol.asyncIterator]()
    await pieces.next()
    const waiting = failureOf(pieces.next())
    await pieces.return?.()
    expect(await waiting).toMatchObject({ reason: 'aborted' })
    await closed.promise
  })

  test('by never reading closes the connection, too', async () => {
    const closed = Promise.withResolvers<void>()
    const base = await httpServer((request, response) => {
      request.socket.once('close', () => closed.resolve())
      response.write('part')
    })
    await (await openDoor(base).stream(get, options)).body[Symbol.asyncIterator]().return?.()
    await closed.promise
  })

  test('by a body that breaks off closes the connection, and the host does not take it for complete', async () => {
    const ended = Promise.withResolvers<boolean>()
    const arrived = Promise.withResolvers<void>()
    const base = await httpServer((request) => {
      request.once('data', () => arrived.resolve())
      readBody(request).then(
        () => ended.resolve(true),
        () => ended.resolve(false),
      )
    })
    const { stream, give } = givenStream()
    const failure = failureOf(openDoor(base).stream({ ...secret, body: stream }, options))
    give('part')
    await arrived.promise
    give(new Error(canary))
    expect(await failure).toMatchObject({ reason: 'aborted' })
    expect(await ended.promise).toBe(false)
  })

  test('by closing the transport ends what is under way', async () => {
    const base = await httpServer((_, response) => response.write('part'))
    const door = openDoor(base)
    const { body } = await door.stream(get, options)
    const read = failureOf(textOf(body))
    door.close()
    expect(await read).toMatchObject({ reason: 'aborted' })
  })
})

describe('a body of another length than announced', () => {
  test.each([
    ['longer', 3],
    ['shorter', 10],
  ])('that is %s is not sent as if it were right', async (_, bodyBytes) => {
    const paths: (string | undefined)[] = []
    const arrived = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<string>()
    const base = await httpServer((request) => {
      paths.push(request.url)
      request.once('data', () => arrived.resolve())
      readBody(request).then(ended.resolve, () => ended.resolve('cut'))
    })
    const { stream, give } = givenStream()
    give('a')
    const asked = openDoor(base).stream({ ...secret, body: stream, bodyBytes }, options)
    const refused = expect(asked).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    await arrived.promise
    for (const piece of ['bc', 'GET ', undefined]) give(piece)
    await refused
    expect(await ended.promise).not.toContain('GET')
    expect(paths).toEqual([`/${canary}`])
  })
})

describe('a host that breaks off', () => {
  test.each([
    ['before it answers', '', 'host_unreachable'],
    ['within its headers', 'HTTP/1.1 200 OK\r\ncontent-', 'host_unreachable'],
  ])('%s gives no answer', async (_, said, reason) => {
    const address = await rawServer((socket) => socket.end(said))
    expect(await failureOf(openDoor(`http://${address}`).stream(secret, options))).toMatchObject({ reason })
  })

  test.each([
    ['an announced length', 'content-length: 100\r\n\r\npart'],
    ['chunks', 'transfer-encoding: chunked\r\n\r\n4\r\npart\r\n'],
    ['something that is no chunk', 'transfer-encoding: chunked\r\n\r\n4\r\npart\r\nzz\r\n'],
  ])('in the middle of %s gives an answer that breaks off', async (_, rest) => {
    const address = await rawServer((socket) => socket.end(`HTTP/1.1 200 OK\r\n${rest}`))
    const { status, body } = await openDoor(`http://${address}`).stream(secret, options)
    expect(status).toBe(200)
    expect(await failureOf(textOf(body))).toMatchObject({ reason: 'answer_cut', host })
  })

  test('after its headers, while nobody reads, breaks the answer off all the same', async () => {
    const base = await httpServer(async (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('part')
      response.socket?.end()
    })
    const { body } = await openDoor(base).stream(secret, options)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await failureOf(textOf(body))).toMatchObject({ reason: 'answer_cut' })
  })

  test('by not being there gives no answer', async () => {
    const base = `http://127.0.0.1:${await closedPort()}`
    expect(await failureOf(openDoor(base).stream(secret, options))).toMatchObject({ reason: 'host_unreachable' })
  })
})

describe('what takes too long ends', () => {
  test('where no answer begins', async () => {
    const base = await httpServer(() => {})
    const asked = openDoor(base).stream(secret, { ...options, headersTimeoutMs: 50 })
    expect(await failureOf(asked)).toMatchObject({ reason: 'timeout', host })
  })

  test('where the answer does not go on', async () => {
    const base = await httpServer((_, response) => response.write('part'))
    const { body } = await openDoor(base).stream(secret, { ...options, idleTimeoutMs: 50 })
    expect(await failureOf(textOf(body))).toMatchObject({ reason: 'timeout' })
  })

  test('where the body does not go on', async () => {
    const base = await httpServer(() => {})
    const { stream, give, left } = givenStream()
    give('part')
    const asked = openDoor(base).stream({ ...secret, body: stream }, { ...options, idleTimeoutMs: 50 })
    expect(await failureOf(asked)).toMatchObject({ reason: 'timeout' })
    await left
  })

  test('where the host takes no more of the body', async () => {
    const address = await rawServer((socket) => socket.pause())
    const asked = { ...secret, body: manyBytes(100_000_000) }
    expect(
      await failureOf(openDoor(`http://${address}`).stream(asked, { ...options, idleTimeoutMs: 200 })),
    ).toMatchObject({ reason: 'timeout' })
  })

  test('but not where an answer goes on slowly, however long it is', async () => {
    const base = await httpServer(async (_, response) => {
      for (let piece = 0; piece < 6; piece += 1) {
        response.write('x')
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      response.end()
    })
    const { body } = await openDoor(base).stream(get, { ...options, headersTimeoutMs: 450, idleTimeoutMs: 450 })
    expect(await textOf(body)).toBe('xxxxxx')
  })
})

test('an answer is cut at the limit, and may be exactly as long', async () => {
  const base = await httpServer((_, response) => response.end('x'.repeat(100_000)))
  const long = await openDoor(base).stream(get, { ...options, maxAnswerBytes: 99_999 })
  expect(await failureOf(textOf(long.body))).toMatchObject({ reason: 'answer_too_large' })
  const right = await openDoor(base).stream(get, { ...options, maxAnswerBytes: 100_000 })
  expect(await textOf(right.body)).toHaveLength(100_000)
})

test('an answer whose headers are too large is none', async () => {
  const address = await rawServer((socket) => {
    once(socket, 'data').then(() => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`))
  })
  expect(await failureOf(openDoor(`http://${address}`).stream(secret, options))).toMatchObject({
    reason: 'answer_too_large',
  })
})
