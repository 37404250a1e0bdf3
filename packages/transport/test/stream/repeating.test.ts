import type { RepeatableBody, RetryRules } from '@connform/core'
import { expect, test } from 'vitest'
import { openDoor } from '../support/door.ts'
import { httpServer, readBody } from '../support/servers.ts'
import { get, options, textOf, url } from './streams.ts'

const retry: RetryRules = { statuses: [429, 503], limit: 2, waitHeaders: [{ name: 'Retry-After', unit: 'seconds' }] }

/** Answers the statuses in turn, then 200; remembers the bodies it got. */
async function answering(...statuses: number[]) {
  const bodies: string[] = []
  const base = await httpServer(async (request, response) => {
    bodies.push(await readBody(request))
    response.writeHead(statuses[bodies.length - 1] ?? 200, { 'retry-after': '0' }).end(`answer ${bodies.length}`)
  })
  return { base, bodies }
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}

test('a request without a body is repeated by the rules of the provider', async () => {
  const { base, bodies } = await answering(503, 429)
  const { status, body } = await openDoor(base).stream(get, { ...options, retry })
  expect([status, await textOf(body), bodies.length]).toEqual([200, 'answer 3', 3])
})

test('the last answer stands where the rules allow no more', async () => {
  const { base } = await answering(429, 429, 429, 429)
  const { status, body } = await openDoor(base).stream(get, { ...options, retry })
  expect([status, await textOf(body)]).toEqual([429, 'answer 3'])
})

test('without rules nothing is repeated', async () => {
  const { base, bodies } = await answering(429)
  expect((await openDoor(base).stream(get, options)).status).toBe(429)
  expect(bodies).toHaveLength(1)
})

test('a body that is at hand is sent again, after 429 even by a POST', async () => {
  const { base, bodies } = await answering(429)
  const asked = { method: 'POST', url, headers: {}, body: Buffer.from('whole') }
  expect((await openDoor(base).stream(asked, { ...options, retry })).status).toBe(200)
  expect(bodies).toEqual(['whole', 'whole'])
})

test('a body that comes in pieces is sent once', async () => {
  const { base, bodies } = await answering(429)
  const asked = { method: 'PUT', url, headers: {}, body: pieces('a', 'b') }
  const { status, body } = await openDoor(base).stream(asked, { ...options, retry })
  expect([status, await textOf(body), bodies]).toEqual([429, 'answer 1', ['ab']])
})

test('a body that says it can be read again is sent again as long as it says so', async () => {
  const { base, bodies } = await answering(429, 429)
  const body: RepeatableBody = {
    get isRepeatable() {
      return bodies.length < 2
    },
    [Symbol.asyncIterator]: () => pieces('a', 'b'),
  }
  const asked = { method: 'PUT', url, headers: {}, body }
  expect((await openDoor(base).stream(asked, { ...options, retry })).status).toBe(429)
  expect(bodies).toEqual(['ab', 'ab'])
})

test('an answer that asks for a longer wait than allowed is handed back', async () => {
  const base = await httpServer((_, response) => response.writeHead(429, { 'retry-after': '90' }).end('later'))
  const { status, body } = await openDoor(base).stream(get, { ...options, retry, maxWaitMs: 1000 })
  expect([status, await textOf(body)]).toEqual([429, 'later'])
})

test('a caller who breaks off is not waited for', async () => {
  const asked = Promise.withResolvers<void>()
  const base = await httpServer((_, response) => {
    response.writeHead(429, { 'retry-after': '50' }).end()
    asked.resolve()
  })
  const stop = new AbortController()
  const answer = openDoor(base).stream(get, { ...options, retry, signal: stop.signal })
  await asked.promise
  stop.abort()
  await expect(answer).rejects.toMatchObject({ reason: 'aborted' })
})

test('a request is sent again at once when a connection left open turns out to be closed', async () => {
  const seen = new WeakSet()
  const base = await httpServer((request, response) => {
    if (seen.has(request.socket)) request.socket.destroy()
    else response.end('fine')
    seen.add(request.socket)
  })
  const door = openDoor(base)
  await textOf((await door.stream(get, options)).body)
  await new Promise(setImmediate)
  expect(await textOf((await door.stream(get, options)).body)).toBe('fine')
})

test('a body that cannot be sent again goes over a connection of its own', async () => {
  const ports: (number | undefined)[] = []
  const base = await httpServer(async (request, response) => {
    ports.push(request.socket.remotePort)
    response.end(await readBody(request))
  })
  const door = openDoor(base)
  await textOf((await door.stream(get, options)).body)
  await new Promise(setImmediate)
  await textOf((await door.stream({ method: 'PUT', url, headers: {}, body: pieces('a') }, options)).body)
  expect(new Set(ports).size).toBe(2)
})
