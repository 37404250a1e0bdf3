import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { openDoor } from '../support/door.ts'
import { httpServer } from '../support/servers.ts'
import { get, manyBytes, options, textOf, url } from './streams.ts'

const LARGE = 200 * 1024 * 1024
/** Both ends are in this process; half of the body is far more than what lies between them. */
const ALLOWED = LARGE / 2

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What the process keeps beyond what it kept before, at the most. */
function watchMemory(): { seen(): void; most(): number } {
  const kept = () => {
    collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = kept()
  let most = 0
  return {
    seen: () => {
      most = Math.max(most, kept() - before)
    },
    most: () => most,
  }
}

test('a large answer goes through without being held', async () => {
  const base = await httpServer((_, response) => void pipeline(manyBytes(LARGE), response).catch(() => {}))
  const memory = watchMemory()
  const { body } = await openDoor(base).stream(get, options)
  let bytes = 0
  let pieces = 0
  for await (const piece of body) {
    bytes += piece.byteLength
    pieces += 1
    if (pieces % 200 === 0) memory.seen()
  }
  expect(bytes).toBe(LARGE)
  expect(memory.most()).toBeLessThan(ALLOWED)
})

test('a large body goes through without being held', async () => {
  const base = await httpServer(async (request, response) => {
    const hash = createHash('sha256')
    for await (const piece of request) hash.update(piece)
    response.end(hash.digest('hex'))
  })
  const memory = watchMemory()
  const expected = createHash('sha256')
  const body = (async function* () {
    let pieces = 0
    for await (const piece of manyBytes(LARGE)) {
      expected.update(piece)
      pieces += 1
      if (pieces % 200 === 0) memory.seen()
      yield Buffer.from(piece)
    }
  })()
  const answer = await openDoor(base).stream({ method: 'PUT', url, headers: {}, body }, options)
  expect(await textOf(answer.body)).toBe(expected.digest('hex'))
  expect(memory.most()).toBeLessThan(ALLOWED)
})

test('a host that is slow to take a body is not given more than it takes', async () => {
  const go = Promise.withResolvers<void>()
  const base = await httpServer(async (request, response) => {
    await go.promise
    for await (const _ of request);
    response.end()
  })
  let given = 0
  const stalled = Promise.withResolvers<void>()
  let timer = setTimeout(() => {}, 0)
  const body = (async function* () {
    for await (const piece of manyBytes(LARGE)) {
      given += piece.byteLength
      clearTimeout(timer)
      timer = setTimeout(() => stalled.resolve(), 200)
      yield piece
    }
  })()
  const answer = openDoor(base).stream({ method: 'PUT', url, headers: {}, body }, options)
  await stalled.promise
  expect(given).toBeLessThan(ALLOWED)
  go.resolve()
  await textOf((await answer).body)
  expect(given).toBe(LARGE)
})

test('a caller who is slow to take an answer is not sent more than is taken', async () => {
  let given = 0
  const stalled = Promise.withResolvers<void>()
  let timer = setTimeout(() => {}, 0)
  const body = async function* () {
    for await (const piece of manyBytes(LARGE)) {
      given += piece.byteLength
      clearTimeout(timer)
      timer = setTimeout(() => stalled.resolve(), 200)
      yield piece
    }
  }
  const base = await httpServer((_, response) => void pipeline(body(), response).catch(() => {}))
  const answer = await openDoor(base).stream(get, options)
  await stalled.promise
  expect(given).toBeLessThan(ALLOWED)
  expect(await textOf(answer.body)).toHaveLength(LARGE)
})
