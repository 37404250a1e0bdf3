import type { HttpAnswer } from '@connform/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTokenAnswer } from '../../src/oauth/token-answer.ts'
import { canary, expectNoCanary } from '../support/canary.ts'
import { openDoor } from '../support/door.ts'
import { granted, grantNames, grants, refused, tokenServer } from '../support/grants.ts'

function read(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return readTokenAnswer({ status, headers: {}, body: text })
}

function token(members: object) {
  const result = read({ access_token: `${canary}-access`, ...members })
  return result.ok ? result.token : expect.unreachable('refused')
}

describe.each(grantNames)('%s gives', (name) => {
  test('both tokens as secrets, the lifetime, the scopes and the rest', async () => {
    // The example of RFC 6749 §5.1, with scopes and a member of its own.
    const { base } = await tokenServer({
      body: {
        access_token: `${canary}-access`,
        token_type: 'example',
        expires_in: 3600,
        refresh_token: `${canary}-next`,
        scope: 'read write',
        example_parameter: 'example_value',
      },
    })
    const issued = await granted(grants[name](openDoor(base)))
    expect(issued.accessToken.reveal()).toBe(`${canary}-access`)
    expect(issued.refreshToken?.reveal()).toBe(`${canary}-next`)
    expect(issued).toMatchObject({
      expiresInSeconds: 3600,
      scopes: ['read', 'write'],
      extra: { token_type: 'example', example_parameter: 'example_value' },
    })
    expect([issued, issued.extra, issued.scopes].every((part) => Object.isFrozen(part))).toBe(true)
  })

  test('the token of an answer that has nothing of the standard but the token', async () => {
    const user = { id: 9128, username: 'ada', email: 'ada@example.net' }
    const body = { access_token: `${canary}-access`, scope: 'a_b c_d', user, context: 'stores/abc', account_uuid: 'u' }
    const { base } = await tokenServer({ body })
    const issued = await granted(grants[name](openDoor(base)))
    expect(issued).toMatchObject({ scopes: ['a_b', 'c_d'], extra: { user, context: 'stores/abc', account_uuid: 'u' } })
    expect(issued).not.toHaveProperty('expiresInSeconds')
  })

  const html = 'You are being <a href="https://login.example.com/login">redirected</a>'
  test.each([
    ['of the standard', 400, '{"error":"invalid_grant","error_description":"The code has expired"}'],
    ['with free text', 400, '{"error":"Invalid client id."}'],
    ['with another status', 422, '{"code":422,"message":"No user found for the given username and password"}'],
    ['of somebody without the right', 403, '{"error":"Only store owners may install or update apps."}'],
    ['of a broken server', 500, '<h1>Internal Server Error</h1>'],
    ['without a body', 503, ''],
    ['with a token in it', 401, '{"access_token":"a"}'],
    ['that calls itself a success', 200, '{"error":"Invalid code.","access_token":"a"}'],
    ['in HTML', 200, html],
    ['without a word', 200, ''],
    ['by another object', 200, '{"message":"ok"}'],
    ['by null', 200, 'null'],
    ['by a list', 200, '[{"access_token":"a"}]'],
    ['by a text', 200, '"access_token"'],
    ['by an empty token', 200, '{"access_token":""}'],
    ['by a token that is no text', 200, '{"access_token":{"value":"a"}}'],
    ['by half an object', 200, '{"access_token":"a"'],
    ['by a redirect with a token', 302, '{"access_token":"a"}'],
  ])('the refusing answer back as it came: a refusal %s', async (_, status, body) => {
    const headers = { 'x-request-id': 'r1' }
    const { base, seen } = await tokenServer({ status, headers, body })
    const answer = await refused(grants[name](openDoor(base)))
    expect(answer).toMatchObject({ status, headers, body })
    expect(seen).toHaveLength(1)
  })

  test('an answer that is no content back', async () => {
    const { base } = await tokenServer({ status: 204, body: '' })
    expect(await refused(grants[name](openDoor(base)))).toMatchObject({ status: 204, body: '' })
  })

  test('the answer of an endpoint that redirects back, and asks nobody else', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { base, seen } = await tokenServer({ status, headers: { location: '/elsewhere' }, body: '<html>' })
      const answer = await refused(grants[name](openDoor(base)))
      expect(answer).toMatchObject({ status, headers: { location: '/elsewhere' } })
      expect(seen).toHaveLength(1)
    }
  })
})

describe('a refresh', () => {
  test.each([
    ['has no refresh token', {}],
    ['has an empty one', { refresh_token: '' }],
    ['has null for one', { refresh_token: null }],
  ])('keeps the old refresh token where the answer %s', async (_, members) => {
    const { base } = await tokenServer({ body: { access_token: `${canary}-access`, expires_in: 60, ...members } })
    const issued = await granted(grants.refresh(openDoor(base)))
    expect(issued.refreshToken?.reveal()).toBe(`${canary}-refresh`)
    expect(issued.accessToken.reveal()).toBe(`${canary}-access`)
    expect(issued.expiresInSeconds).toBe(60)
    expect(Object.isFrozen(issued)).toBe(true)
  })

  test('is the one grant that invents a refresh token', async () => {
    const { base } = await tokenServer()
    for (const name of ['exchangeCode', 'passwordGrant'] as const) {
      expect(await granted(grants[name](openDoor(base)))).not.toHaveProperty('refreshToken')
    }
  })
})

test.each([
  [3600, 3600],
  [0, 0],
  [0.5, 0.5],
  ['3600', 3600],
  [' 60 ', 60],
  ['1.5', 1.5],
  [null, undefined],
  ['', undefined],
  ['never', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['-1', undefined],
  [-1, undefined],
  ['9'.repeat(400), undefined],
  [true, undefined],
  [[60], undefined],
])('a lifetime of %j is read as %j', (given, seconds) => {
  const issued = token({ expires_in: given })
  expect(issued.expiresInSeconds).toBe(seconds)
  expect('expiresInSeconds' in issued).toBe(seconds !== undefined)
})

test.each([
  ['a', ['a']],
  ['a b', ['a', 'b']],
  ['a,b', ['a', 'b']],
  [' a,  b\tc ', ['a', 'b', 'c']],
  ['a:read,b:write', ['a:read', 'b:write']],
  [null, undefined],
  ['', undefined],
  [' , ', undefined],
  [7, undefined],
])('the scope %j is read as %j', (given, scopes) => {
  const issued = token({ scope: given })
  expect(issued.scopes).toEqual(scopes)
  expect('scopes' in issued).toBe(scopes !== undefined)
})

test('what is left of an answer holds no credential, at any depth', () => {
  const issued = token({
    refresh_token: canary,
    id_token: canary,
    accessToken: canary,
    token: canary,
    client_secret: canary,
    user: { id: 1, session_token: canary, all: [{ password: canary, name: 'x' }] },
    token_type: 'bearer',
    refresh_token_expires_in: 5,
    expires_in: 1,
    scope: 'x',
  })
  expectNoCanary(issued)
  expect(issued.extra).toEqual({
    user: { id: 1, all: [{ name: 'x' }] },
    token_type: 'bearer',
    refresh_token_expires_in: 5,
  })
})

test('a member named like a prototype changes no prototype', () => {
  const result = read('{"access_token":"a","__proto__":{"polluted":true},"user":{"__proto__":{"polluted":true}}}')
  const extra = result.ok ? result.token.extra : expect.unreachable('refused')
  expect(extra.polluted).toBeUndefined()
  expect(Object.getPrototypeOf(extra.user)).toBe(Object.prototype)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('any answer is either a token or a refusal that holds the answer itself', () => {
  const members = fc.dictionary(
    fc.constantFrom('access_token', 'refresh_token', 'expires_in', 'scope', 'error', 'context'),
    fc.oneof(fc.jsonValue(), fc.constant('abc')),
  )
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    members.map((some) => JSON.stringify(some)),
  )
  fc.assert(
    fc.property(fc.constantFrom(200, 201, 302, 400, 500), body, (status, text) => {
      const answer: HttpAnswer = { status, headers: {}, body: text }
      const result = readTokenAnswer(answer)
      if (result.ok) {
        expect(status).toBeLessThan(300)
        expect(result.token.accessToken.reveal()).toBe(JSON.parse(text).access_token)
        expect(result.token.accessToken.reveal()).not.toBe('')
      } else {
        expect(result.answer).toBe(answer)
      }
    }),
  )
})
