import { describe, expect, it } from 'vitest'
import { type Credentials, definitionAdapter, Secret, type TestContext } from '../src/index.ts'
import { bookshop } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'
import { shopAnswers, shopServer } from './support/shop-server.ts'

const canary = 'canary-key-51d7'
const adapter = definitionAdapter(bookshop)
const credentials: Credentials = {
  authType: 'key',
  values: { name: 'Corner shop', authType: 'key', shop: 'candle', pageSize: 20 },
  secrets: { apiKey: new Secret(canary) },
}
const shop = { id: 'candle', name: 'Candle Books', address: { city: 'Turku' }, shelves: 12, open: true, tags: ['a'] }
const clock = () => new Date('2026-02-03T04:05:06.789Z')

type Answers = Parameters<typeof shopAnswers>[0]

async function tested(answers: Answers, context: Partial<TestContext> = {}) {
  const server = await shopServer(shopAnswers(answers))
  const result = await adapter.test(credentials, { http: server.http, clock, ...context })
  expectNoSecret(result, canary)
  return { result, received: server.received }
}

describe('a test that succeeds', () => {
  it('sends one signed request to the place that the values name', async () => {
    const { result, received } = await tested({ 'GET /api/shop': [200, shop] })
    expect(received.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([
      'GET candle.bookshop.example/api/shop',
    ])
    expect(received[0]?.headers).toMatchObject({ 'x-api-key': canary, accept: 'application/json' })
    expect(result).toEqual({
      ok: true,
      cause: 'ok',
      message: 'The connection works.',
      hints: [],
      httpStatus: 200,
      account: { name: 'Candle Books', city: 'Turku', shelves: 12, open: true },
      durationMs: 0,
      testedAt: '2026-02-03T04:05:06.789Z',
    })
  })

  it('goes on to the next step where the first lacks a scope, with the values in path and body', async () => {
    const steps: string[] = []
    const { result, received } = await tested(
      { 'GET /api/shop': [403, {}], 'POST /api/shops/candle/ping': [200, { pong: 1 }] },
      { onStep: ({ id, state }) => steps.push(`${id} ${state}`) },
    )
    expect([result.ok, result.httpStatus, result.account]).toEqual([true, 200, undefined])
    expect(steps).toEqual(['shop started', 'shop skipped', 'ping started', 'ping passed'])
    expect(JSON.parse(received[1]?.body ?? '')).toEqual({ shop: 'candle', deep: [{ text: 'from candle' }], count: 1 })
    expect(received[1]?.headers['content-type']).toBe('application/json')
  })

  it('measures by the clock it is given, and never less than nothing', async () => {
    for (const [step, durationMs] of [
      [1500, 1500],
      [-1500, 0],
    ] as const) {
      let calls = 0
      const ticking = () => new Date(Date.parse('2026-01-01T00:00:00Z') + step * calls++)
      const { result } = await tested({ 'GET /api/shop': [200, shop] }, { clock: ticking })
      expect([result.durationMs, result.testedAt]).toEqual([durationMs, '2026-01-01T00:00:00.000Z'])
    }
  })
})

describe('an answer and its cause', () => {
  it.each<[what: string, answer: Answers[string], cause: string, message: RegExp]>([
    ['an unknown key, told in another case', [401, 'unknown key'], 'bad_credentials', /does not know this key/],
    ['any other 401', [401, {}], 'expired', /too old/],
    ['429 with the header that says when', [429, {}, { 'retry-after': '9' }], 'rate_limited', /busy/],
    ['429 without it', [429, {}], 'store_unavailable', /overrun/],
    ['500', [500, {}], 'store_unavailable', /closed/],
    ['599', [599, {}], 'store_unavailable', /closed/],
    ['403 that is no JSON', [403, 'x', { 'content-type': 'text/html' }], 'unexpected_answer', /status 403/],
    ['another shop', [200, { ...shop, id: 'lantern' }], 'wrong_store', /another account/],
    ['a shop without a city', [200, { id: 'candle' }], 'unexpected_answer', /status 200/],
    ['a member that is inherited only', [200, { id: 'candle', address: [] }], 'unexpected_answer', /status 200/],
    ['null', [200, 'null'], 'unexpected_answer', /cannot read/],
    ['half of the JSON', [200, '{"id":'], 'unexpected_answer', /cannot read/],
    ['a web page', [200, '<html>', { 'content-type': 'text/html' }], 'unexpected_answer', /cannot read/],
    ['nothing', [204, ''], 'unexpected_answer', /nothing to read/],
    ['a redirect', [302, '', { location: 'https://elsewhere.example/' }], 'unexpected_answer', /status 302/],
    ['JSON that is nested 100,000 levels deep', [200, '['.repeat(100_000)], 'unexpected_answer', /cannot read/],
  ])('%s: %s', async (_, answer, cause, message) => {
    const { result, received } = await tested({ 'GET /api/shop': answer })
    expect([result.ok, result.cause, result.httpStatus]).toEqual([false, cause, answer[0]])
    expect(result.message).toMatch(message)
    expect(result.hints.length).toBeGreaterThan(0)
    expect(received.length).toBe(1)
  })

  it('of the last step counts where every step lacks a scope', async () => {
    const { result } = await tested({ 'GET /api/shop': [403, {}], 'POST /api/shops/candle/ping': [403, {}] })
    expect([result.cause, result.message]).toEqual(['missing_scope', 'The key may not do this.'])
    expect(result).not.toHaveProperty('scopes')
  })
})

describe('no answer', () => {
  it('is a cause too: out of time', async () => {
    const server = await shopServer(() => {})
    const result = await adapter.test(credentials, { http: server.http, clock, timeoutMs: 20 })
    expect([result.cause, result.message]).toEqual(['timeout', 'candle.bookshop.example did not answer in time.'])
    expect(result).not.toHaveProperty('httpStatus')
    expectNoSecret(result, canary)
  })

  it('is a cause too: cut off', async () => {
    const server = await shopServer((request) => request.socket.destroy())
    const result = await adapter.test(credentials, { http: server.http, clock })
    expect(result.cause).toBe('host_unreachable')
    expectNoSecret(result, canary)
  })

  it('is known by its code, as another copy of this package throws another class', async () => {
    const foreign = Object.assign(new Error('No answer.'), {
      code: 'ERR_TRANSPORT',
      reason: 'tls',
      host: 'shop.example',
    })
    const result = await adapter.test(credentials, { http: () => Promise.reject(foreign), clock })
    expect([result.cause, result.message]).toEqual([
      'tls',
      'No trusted encrypted connection to shop.example can be made.',
    ])
  })

  it('for want of a working program is thrown, not taken for the network', async () => {
    const http = () => Promise.reject(new RangeError('a mistake in the program'))
    await expect(adapter.test(credentials, { http, clock })).rejects.toThrow('a mistake in the program')
  })
})

describe('the scopes asked for', () => {
  const good: Answers = { 'GET /api/shop': [200, shop] }
  const scopes = (answers: Answers, ...requiredScopes: string[]) => tested({ ...good, ...answers }, { requiredScopes })

  it('are granted where a GET is answered, and missing where it is refused', async () => {
    const { result } = await scopes(
      { 'GET /api/books': [200, []], 'GET /api/orders': [403, {}] },
      'books.read',
      'orders.read',
    )
    expect(result.scopes).toEqual({ granted: ['books.read'], missing: ['orders.read'], unknown: [] })
    expect([result.ok, result.cause]).toEqual([false, 'missing_scope'])
    expect(result.message).toBe('The connection works, but lacks the scope Orders (read).')
    expect(result.account).toMatchObject({ name: 'Candle Books' })
  })

  it('are granted as well where nothing is found, as long as the resource says so itself', async () => {
    for (const status of [400, 404, 422]) {
      const { result } = await scopes({ 'GET /api/books': [status, {}] }, 'books.read')
      expect(result.scopes?.granted).toEqual(['books.read'])
    }
    const { result } = await scopes({}, 'books.read')
    expect(result.scopes).toEqual({ granted: [], missing: [], unknown: ['books.read'] })
  })

  it('to change something stay unknown, as nothing is changed to find out', async () => {
    const { result, received } = await scopes({ 'GET /api/books': [200, []] }, 'books.write', 'stock.read', 'no.such')
    expect(result.scopes).toEqual({ granted: [], missing: [], unknown: ['books.write', 'stock.read', 'no.such'] })
    expect(result.ok).toBe(true)
    expect(received.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  it('to change something are missing where not even reading is allowed, with one request for both', async () => {
    const { result, received } = await scopes({ 'GET /api/books': [403, {}] }, 'books.read', 'books.write')
    expect(result.scopes?.missing).toEqual(['books.read', 'books.write'])
    expect(result.message).toMatch(/lacks the scopes Books \(read\), Books \(write\)\.$/)
    expect(received.length).toBe(2)
  })

  it.each([429, 500, 401])('stay unknown where the answer is %i', async (status) => {
    const { result } = await scopes({ 'GET /api/books': [status, {}] }, 'books.read')
    expect([result.ok, result.scopes?.unknown]).toEqual([true, ['books.read']])
  })

  it('are not looked for where the connection does not work', async () => {
    const { result, received } = await scopes({ 'GET /api/shop': [500, {}] }, 'books.read')
    expect(result).not.toHaveProperty('scopes')
    expect(received.length).toBe(1)
  })
})
