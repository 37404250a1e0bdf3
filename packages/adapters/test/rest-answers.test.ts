import { fixtureStores } from '@connform/sandbox'
import { describe, expect, it } from 'vitest'
import { restBench } from './support/sandbox.ts'

const bench = restBench()
const ownToken = (hash: string) => bench.account(hash).accessToken

/** Fixture store → cause, status, and a word that message or hints must say. */
const stores: Readonly<Record<string, readonly [cause: string, status: number | undefined, says: RegExp]>> = {
  ci4bzn8adz: ['ok', 200, /works/],
  abc123xyz: ['ok', 200, /works/],
  unlimited0: ['ok', 200, /works/],
  smallquota: ['ok', 200, /works/],
  revokedkey: ['bad_credentials', 401, /API account still exists/],
  wrongstore: ['wrong_store', 401, /belongs to another store/],
  wrongst403: ['wrong_store', 403, /store hash/],
  otheraccnt: ['wrong_store', 200, /another account/],
  suspended0: ['store_unavailable', 503, /suspended/],
  servererr5: ['store_unavailable', 500, /fault/],
  ratelimit1: ['rate_limited', 429, /Wait 30 seconds/],
  overloaded: ['rate_limited', 429, /not about your quota/],
  loginhtml0: ['unexpected_answer', 200, /web page/],
  emptyreply: ['unexpected_answer', 204, /./],
  redirected: ['unexpected_answer', 302, /redirect/],
  cutheaders: ['host_unreachable', undefined, /./],
  cutinbody0: ['host_unreachable', undefined, /broke off/],
  endlessone: ['unexpected_answer', undefined, /more than an answer/],
  hugeanswer: ['unexpected_answer', undefined, /more than an answer/],
  gzipbomb00: ['unexpected_answer', undefined, /more than an answer/],
  slowanswer: ['timeout', undefined, /in time/],
  noanswers0: ['timeout', undefined, /in time/],
}

describe('the test of a store', () => {
  it('is tried with every fixture store there is', () => {
    expect(Object.keys(stores).sort()).toEqual(fixtureStores.map(({ hash }) => hash).sort())
  })

  it.concurrent.each(Object.entries(stores))('%s ends in its documented cause', async (hash, [cause, status, says]) => {
    const timeoutMs = cause === 'timeout' ? 300 : 15_000
    const result = await bench.test(hash, ownToken(hash), { timeoutMs })
    expect([result.ok, result.cause, result.httpStatus]).toEqual([cause === 'ok', cause, status])
    expect([result.message, ...result.hints].join(' ')).toMatch(says)
    expect(result.hints.length > 0).toBe(cause !== 'ok')
  })
})

describe('a token that is not of the store', () => {
  it.each(['abc123xyz', 'ci4bzn8adz', 'qqqqqqqqqq'])(
    'unknown to BigCommerce, with the store %s: refused',
    async (hash) => {
      const result = await bench.test(hash, 'canary0unknown0token0000000031a')
      expect([result.cause, result.httpStatus]).toEqual(['bad_credentials', 401])
    },
  )

  it.each(['abc123xyz', 'qqqqqqqqqq'])('of another store than %s: wrong store', async (hash) => {
    const result = await bench.test(hash, ownToken('ci4bzn8adz'))
    expect([result.cause, result.httpStatus]).toEqual(['wrong_store', 401])
    expect(result.hints.join(' ')).toMatch(/API path/)
  })

  it('whose account was deleted: says to look whether it still exists', async () => {
    const result = await bench.test('ci4bzn8adz', bench.account('ci4bzn8adz', 'deleted').accessToken)
    expect(result.cause).toBe('bad_credentials')
    expect(result.hints.join(' ')).toMatch(/still exists/)
  })
})

it('tells of the store what a person knows it by, and none of its people', async () => {
  const result = await bench.test('ci4bzn8adz', ownToken('ci4bzn8adz'))
  expect(result.account).toMatchObject({ name: 'Cedar & Canvas', domain: 'www.cedar-canvas.example', status: 'live' })
  expect(JSON.stringify(result)).not.toMatch(/@|phone|first_name/)
})

it('signs alike for Basic and Token, with one header and no other credential', async () => {
  for (const authType of ['token', 'basic'] as const) {
    bench.sandbox().forgetRequests()
    const result = await bench.test('abc123xyz', ownToken('abc123xyz'), { authType })
    expect(result.ok).toBe(true)
    const [request] = bench.sandbox().requests()
    expect(request).toMatchObject({ method: 'GET', path: '/stores/abc123xyz/v2/store', query: '', tokenRight: true })
    expect(request?.headerNames).toEqual(expect.arrayContaining(['x-auth-token', 'accept']))
    expect(request?.headerNames).not.toEqual(expect.arrayContaining(['authorization']))
    expect(request?.headerNames).not.toEqual(expect.arrayContaining(['x-auth-client']))
  }
})
