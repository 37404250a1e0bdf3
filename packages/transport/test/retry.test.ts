import type { RetryRules } from '@connform/core'
import { describe, expect, test } from 'vitest'
import { retryWaitMs } from '../src/retry.ts'
import { host, openDoor } from './support/door.ts'
import { httpServer } from './support/servers.ts'

const rules: RetryRules = {
  statuses: [429, 500, 503],
  limit: 3,
  waitHeaders: [
    { name: 'X-Retry-After', unit: 'seconds' },
    { name: 'X-Rate-Limit-Time-Reset-Ms', unit: 'milliseconds' },
    { name: 'Retry-After', unit: 'seconds' },
  ],
}
const clock = () => new Date('2026-07-01T12:00:00Z')

function wait(
  status: number,
  headers: Record<string, string> = {},
  sent: { method?: string; index?: number; random?: number } = {},
) {
  const attempt = { method: sent.method ?? 'GET', index: sent.index ?? 0 }
  return retryWaitMs(attempt, { status, headers }, rules, { clock, random: () => sent.random ?? 0 })
}

describe('the wait before a repetition', () => {
  test.each([
    [{ 'x-retry-after': '15' }, 15_000],
    [{ 'x-rate-limit-time-reset-ms': '15000' }, 15_000],
    [{ 'x-retry-after': '15', 'x-rate-limit-time-reset-ms': '20000' }, 20_000],
    [{ 'x-retry-after': '25', 'x-rate-limit-time-reset-ms': '20000' }, 25_000],
    [{ 'x-retry-after': '0' }, 0],
    [{ 'x-retry-after': ' 1.5 ' }, 1500],
    [{ 'retry-after': 'Wed, 01 Jul 2026 12:00:30 GMT' }, 30_000],
    [{ 'retry-after': 'Wed, 01 Jul 2026 11:59:00 GMT' }, 0],
  ])('is the longest that the answer asks for: %j', (headers, expected) => expect(wait(429, headers)).toBe(expected))

  test.each([
    {},
    { 'x-retry-after': '' },
    { 'x-retry-after': '-5' },
    { 'x-retry-after': 'soon' },
    { 'x-retry-after': '1e9' },
  ])('is up to chance and grows where the answer asks for nothing that can be read: %j', (headers) => {
    expect([0, 1, 2].map((index) => wait(429, headers, { index }))).toEqual([250, 500, 1000])
    expect(wait(429, headers, { random: 0.5 })).toBe(375)
  })

  test('never grows beyond ten seconds', () => {
    const patient = { ...rules, limit: 100 }
    const answer = { status: 500, headers: {} }
    const tools = { clock, random: () => 0.999 }
    for (let index = 5; index < 100; index += 1) {
      expect(retryWaitMs({ method: 'GET', index }, answer, patient, tools)).toBeLessThanOrEqual(10_000)
    }
  })
})

describe('a request is sent again', () => {
  test.each([
    ['GET', 503, true],
    ['HEAD', 503, true],
    ['PUT', 503, true],
    ['DELETE', 503, true],
    ['POST', 503, false],
    ['PATCH', 500, false],
    ['POST', 429, true],
    ['PATCH', 429, true],
    ['GET', 501, false],
    ['GET', 404, false],
    ['GET', 200, false],
  ])('%s after %i: %s', (method, status, again) => expect(wait(status, {}, { method }) !== undefined).toBe(again))

  test('not more often than the rules say', () => {
    expect([2, 3].map((index) => wait(503, {}, { index }) !== undefined)).toEqual([true, false])
  })
})

describe('a request that is limited', () => {
  const get = { method: 'GET', url: `https://${host}/`, headers: {} }
  const options = { allowedHosts: [host], retry: rules }

  /** Answers with the statuses in turn, then with 200; counts the requests. */
  async function limited(statuses: number[], headers: Record<string, string>) {
    const seen: string[] = []
    const base = await httpServer((request, response) => {
      seen.push(request.method ?? '')
      response.writeHead(statuses.shift() ?? 200, headers).end(String(seen.length))
    })
    return { door: openDoor(base), seen }
  }

  test('is repeated until the host answers otherwise', async () => {
    const { door } = await limited([429, 503], { 'x-rate-limit-time-reset-ms': '5' })
    expect(await door.request(get, options)).toMatchObject({ status: 200, body: '3' })
  })

  test('ends with the last answer once the attempts are spent', async () => {
    const { door, seen } = await limited([503, 503, 503, 503, 503], { 'x-retry-after': '0' })
    expect(await door.request(get, options)).toMatchObject({ status: 503, body: '4' })
    expect(seen).toHaveLength(4)
  })

  test('sends its body with every attempt', async () => {
    const { door, seen } = await limited([429], { 'x-retry-after': '0' })
    const post = { method: 'POST', url: get.url, headers: {}, body: '{}' }
    expect(await door.request(post, options)).toMatchObject({ status: 200, body: '2' })
    expect(seen).toEqual(['POST', 'POST'])
  })

  test('is handed back where the wait is longer than the caller bears', async () => {
    const { door, seen } = await limited([429], { 'x-retry-after': '61' })
    const answer = await door.request(get, { ...options, timeoutMs: 120_000 })
    expect(answer).toMatchObject({ status: 429, headers: { 'x-retry-after': '61' } })
    expect(seen).toHaveLength(1)
  })

  test('is handed back where the wait is longer than the time left', async () => {
    const { door, seen } = await limited([429], { 'x-retry-after': '20' })
    expect(await door.request(get, { ...options, timeoutMs: 10_000 })).toMatchObject({ status: 429 })
    expect(seen).toHaveLength(1)
  })

  test('is not repeated where no rules are given', async () => {
    const { door, seen } = await limited([429], { 'x-retry-after': '0' })
    expect(await door.request(get, { allowedHosts: [host] })).toMatchObject({ status: 429 })
    expect(seen).toHaveLength(1)
  })
})
