import { type Sandbox, startSandbox } from '@connform/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, tokenOf } from './support.ts'

// https://developer.bigcommerce.com/api-docs/getting-started/api-rate-limits

let now: number
let sandbox: Sandbox

beforeEach(async () => {
  now = Date.parse('2026-09-01T12:00:00Z')
  sandbox = await startSandbox({ clock: () => new Date(now) })
})
afterEach(() => sandbox.close())

test('every answer of a store says what is left of its quota', async () => {
  const first = await ask(sandbox, 'ci4bzn8adz', '/v2/time')
  expect(first.headers).toMatchObject({
    'x-rate-limit-time-window-ms': '30000',
    'x-rate-limit-time-reset-ms': '30000',
    'x-rate-limit-requests-quota': '450',
    'x-rate-limit-requests-left': '449',
  })
  now += 12_000
  const { accessToken } = tokenOf(sandbox, 'ci4bzn8adz', 'no scope')
  const forbidden = await ask(sandbox, 'ci4bzn8adz', '/v2/time', { token: accessToken })
  expect(forbidden.status).toBe(403)
  expect(forbidden.headers).toMatchObject({
    'x-rate-limit-time-reset-ms': '18000',
    'x-rate-limit-requests-left': '448',
  })
})

test('a caller that is not let in does not see the quota and does not use it up', async () => {
  const refused = await ask(sandbox, 'ci4bzn8adz', '/v2/time', { token: 'q'.repeat(31) })
  expect(refused.headers).not.toHaveProperty('x-rate-limit-requests-left')
  const allowed = await ask(sandbox, 'ci4bzn8adz', '/v2/time')
  expect(allowed.headers['x-rate-limit-requests-left']).toBe('449')
})

test('a spent quota is a 429 that says how long to wait, until the window is over', async () => {
  for (const left of ['2', '1', '0']) {
    const reply = await ask(sandbox, 'smallquota', '/v2/time')
    expect(reply).toMatchObject({ status: 200, headers: { 'x-rate-limit-requests-left': left } })
  }
  now += 20_500
  const limited = await ask(sandbox, 'smallquota', '/v2/time')
  expect(limited.status).toBe(429)
  expect(limited.headers).toMatchObject({
    'x-rate-limit-time-reset-ms': '9500',
    'x-rate-limit-requests-left': '0',
    'x-retry-after': '10',
  })
  expect(JSON.parse(limited.body)).toEqual({
    status: 429,
    title: 'Too many requests',
    type: '/api-docs/getting-started/api-status-codes',
    errors: {},
  })
  now += 9500
  expect((await ask(sandbox, 'smallquota', '/v2/time')).status).toBe(200)
})

test('the quota is shared by all accounts of a store and by no other store', async () => {
  sandbox.setRateLimit('ci4bzn8adz', { requestsQuota: 1, windowMs: 1000 })
  const other = tokenOf(sandbox, 'ci4bzn8adz', 'every read-only').accessToken
  expect((await ask(sandbox, 'ci4bzn8adz', '/v2/time')).status).toBe(200)
  expect((await ask(sandbox, 'ci4bzn8adz', '/v2/time', { token: other })).status).toBe(429)
  expect((await ask(sandbox, 'abc123xyz', '/v2/time')).status).toBe(200)
})

test('a plan without limits has no rate-limit headers', async () => {
  for (const hash of ['unlimited0', 'abc123xyz']) {
    sandbox.setRateLimit(hash, null)
    const { status, headers } = await ask(sandbox, hash, '/v2/time')
    expect(status).toBe(200)
    expect(Object.keys(headers).filter((name) => name.startsWith('x-rate'))).toEqual([])
  }
})
