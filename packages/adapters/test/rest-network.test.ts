import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { restBench } from './support/sandbox.ts'

const bench = restBench()
const hash = 'abc123xyz'
const token = () => bench.account(hash).accessToken
const host = 'api.bigcommerce.com'

/** A port of the loopback on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('a test without a network', () => {
  it('cannot reach a host where nobody listens', async () => {
    const hosts = { [host]: `http://127.0.0.1:${await closedPort()}` }
    const result = await bench.test(hash, token(), { hosts })
    expect([result.ok, result.cause, result.httpStatus]).toEqual([false, 'host_unreachable', undefined])
    expect(result.message).toBe('api.bigcommerce.com cannot be reached.')
  })

  it('finds no trusted encryption where plain HTTP is spoken', async () => {
    const hosts = { [host]: bench.sandbox().url.replace('http:', 'https:') }
    const result = await bench.test(hash, token(), { hosts })
    expect([result.ok, result.cause]).toEqual([false, 'tls'])
  })

  it('ends when it is stopped', async () => {
    const result = await bench.test('noanswers0', bench.account('noanswers0').accessToken, {
      signal: AbortSignal.timeout(100),
    })
    expect([result.ok, result.cause]).toEqual([false, 'timeout'])
    expect(result.message).toMatch(/was stopped/)
  })
})

it('follows no redirect: the other host sees neither request nor credential', async () => {
  for (const status of [301, 302, 303, 307, 308] as const) {
    bench.sandbox().setFault(hash, { kind: 'redirect', status })
    const result = await bench.test(hash, token())
    expect([result.cause, result.httpStatus]).toEqual(['unexpected_answer', status])
  }
  bench.sandbox().setFault(hash, null)
  expect(bench.sandbox().otherHost.requests()).toEqual([])
})

it('tries again where BigCommerce has a passing fault', async () => {
  bench.sandbox().setFault(hash, { kind: 'server-error', status: 502 }, { times: 1 })
  bench.sandbox().forgetRequests()
  const result = await bench.test(hash, token())
  expect([
    result.ok,
    bench
      .sandbox()
      .requests()
      .map(({ status }) => status),
  ]).toEqual([true, [502, 200]])
})

it('waits no 15 seconds for a person who watches, and says to come back', async () => {
  bench.sandbox().setFault(hash, { kind: 'rate-limited', retryAfterSeconds: 15 })
  bench.sandbox().forgetRequests()
  const result = await bench.test(hash, token())
  bench.sandbox().setFault(hash, null)
  expect([result.cause, bench.sandbox().requests().length]).toEqual(['rate_limited', 1])
})
