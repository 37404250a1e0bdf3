import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { MASK, maskValues, prepare, Secret } from '../src/index.ts'
import { bookshop, keyForm, quietDay } from './support/bookshop.ts'
import { expectNoSecret } from './support/canary.ts'

const canary = 'canary-secret-0f2e'
const secret = new Secret(canary)

describe('a secret', () => {
  it('is revealed on request', () => {
    expect(secret.reveal()).toBe(canary)
  })

  it.each<[how: string, shown: () => unknown]>([
    ['String()', () => String(secret)],
    ['a template string', () => `${secret}`],
    ['concatenation', () => ['x', secret].join('')],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['util.inspect', () => inspect({ secret }, { depth: null, showHidden: true, getters: true })],
    ['util.inspect without custom inspection', () => inspect(secret, { customInspect: false, showHidden: true })],
    ['util.format', () => format('%s %o %j %d', secret, secret, secret, secret)],
    ['structuredClone', () => inspect(structuredClone({ secret }), { showHidden: true })],
    ['its keys', () => Reflect.ownKeys(secret).map(String).join()],
    ['spreading', () => inspect({ ...secret })],
    ['Object.assign', () => inspect(Object.assign({}, secret))],
    ['Object.entries', () => inspect(Object.entries(secret))],
    ['an error that names it', () => inspect(new Error(`bad ${secret}`))],
  ])('is not shown by %s', (_, shown) => {
    expectNoSecret(shown(), canary)
  })

  it.each(['', 'x', 'x'.repeat(1000)])('shows the same mask whatever its length', (text) => {
    expect([String(new Secret(text)), JSON.stringify(new Secret(text))]).toEqual([MASK, `"${MASK}"`])
  })
})

it('masks each secret of a prepared form among its values', () => {
  const prepared = prepare(bookshop, keyForm, { now: quietDay })
  expect(maskValues(prepared)).toEqual({ ...keyForm, pageSize: 20, apiKey: MASK })
  expectNoSecret([prepared, maskValues(prepared)], keyForm.apiKey)
})
