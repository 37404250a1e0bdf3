import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { PIM, pimForm, savedIn } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { asked, grantsAsked } from '../support/sandbox-requests.ts'

const TOKEN = '/api/oauth/v1/token'
const CHANNELS = '/api/rest/v1/channels'

/** A saved connection to a PIM, whose tokens last an hour by a clock that stands still. */
async function connected() {
  const clock = movingClock()
  const at = await bench({ clock })
  const connform = await at.open({ clock })
  const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(at.sandbox)))
  at.sandbox.forgetRequests()
  const { sandbox } = at
  return { ...connform, ...at, clock, id, call: () => connform.client(id).request('GET', CHANNELS), sandbox }
}

const lastToken = ({ issued }: Awaited<ReturnType<typeof connected>>['sandbox']): string =>
  issued().findLast(({ kind }) => kind === 'pim-access')?.token ?? ''

test('a token is renewed a minute before its end, not earlier', async () => {
  const { clock, call, sandbox } = await connected()
  clock.move({ seconds: 3600 - 61 })
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual([])
  clock.move({ seconds: 1 })
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
  expect(sandbox.requests().every(({ path, tokenRight }) => path === TOKEN || tokenRight)).toBe(true)
})

test('a token that lives shorter than a minute is renewed before the last fifth of its life', async () => {
  const { clock, call, sandbox } = await connected()
  sandbox.setTokenLifetime(10)
  clock.move({ seconds: 3600 })
  await call()
  clock.move({ seconds: 7 })
  await call()
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
  clock.move({ seconds: 1 })
  await call()
  expect(grantsAsked(sandbox)).toEqual(['refresh_token', 'refresh_token'])
})

test('a renewal is no edit: the revision and the form stay', async () => {
  const { clock, call, connections, id } = await connected()
  const before = await connections.get(id)
  clock.move({ seconds: 3600 })
  await call()
  expect(await connections.get(id)).toEqual(before)
})

test('fifty calls of one process share one renewal', async () => {
  const { clock, call, sandbox } = await connected()
  clock.move({ seconds: 3600 })
  const answers = await Promise.all(Array.from({ length: 50 }, call))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
})

test('a token that is refused before its end is renewed once, and the request repeated once', async () => {
  const { call, sandbox } = await connected()
  sandbox.revoke(lastToken(sandbox))
  expect(await call()).toMatchObject({ ok: true })
  expect(sandbox.requests().map(({ path, status }) => [path, status])).toEqual([
    [CHANNELS, 401],
    [TOKEN, 200],
    [CHANNELS, 200],
  ])
})

test('fifty refused calls share one renewal too', async () => {
  const { call, sandbox } = await connected()
  sandbox.revoke(lastToken(sandbox))
  const answers = await Promise.all(Array.from({ length: 50 }, call))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
})

test('a request that is refused with the new token as well is handed on, not repeated in a loop', async () => {
  const { call, sandbox } = await connected()
  sandbox.setFault(PIM, { kind: 'revoked-token' }, { path: CHANNELS })
  expect(await call()).toMatchObject({ ok: false, status: 401 })
  expect(sandbox.requests().map(({ path }) => path)).toEqual([CHANNELS, TOKEN, CHANNELS])
})

test('a test renews a refused token in the same way', async () => {
  const { connections, id, sandbox } = await connected()
  sandbox.revoke(lastToken(sandbox))
  expect(await connections.test(id)).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
})

test('a renewal that brings no refresh token keeps the old one', async () => {
  const { clock, call, sandbox } = await connected()
  sandbox.changePim(PIM, { rotatesRefreshToken: false })
  for (let hour = 0; hour < 3; hour++) {
    clock.move({ seconds: 3600 })
    expect(await call()).toMatchObject({ ok: true })
  }
  expect(grantsAsked(sandbox)).toEqual(['refresh_token', 'refresh_token', 'refresh_token'])
})

test('where the refresh token has run out, the password gets another', async () => {
  const { clock, call, sandbox } = await connected()
  clock.move({ seconds: 15 * 86_400 })
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual(['refresh_token', 'password'])
})

test('a dead grant is asked for once; calls then fail without a request, until a test passes', async () => {
  const { clock, call, connections, id, sandbox } = await connected()
  sandbox.changePim(PIM, { connectionDeleted: true })
  clock.move({ seconds: 3600 })
  const refused = { code: 'ERR_GRANT_REFUSED', reason: 'bad_credentials', hint: expect.any(String) }
  await expect(call()).rejects.toMatchObject(refused)
  expect(await connections.get(id)).toMatchObject({ status: 'needs_reauth' })
  sandbox.forgetRequests()
  for (let attempt = 0; attempt < 3; attempt++)
    await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED' })
  expect(sandbox.requests()).toEqual([])

  expect(await connections.test(id)).toMatchObject({ ok: false, cause: 'bad_credentials' })
  expect(await connections.get(id)).toMatchObject({ status: 'needs_reauth', lastTest: { ok: false } })
  sandbox.changePim(PIM, { connectionDeleted: false })
  await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED' })
  expect(await connections.test(id)).toMatchObject({ ok: true })
  expect(await connections.get(id)).toMatchObject({ status: 'active' })
  expect(await call()).toMatchObject({ ok: true })
})

test('a dead grant is lifted by an edit that passes its test', async () => {
  const { clock, call, connections, id, sandbox } = await connected()
  sandbox.changePim(PIM, { password: 'another-canary-password' })
  clock.move({ seconds: 15 * 86_400 })
  await expect(call()).rejects.toMatchObject({ reason: 'bad_credentials' })
  const edited = await connections.update(id, { password: 'another-canary-password' })
  expect(savedIn(edited)).toMatchObject({ status: 'active' })
  expect(await call()).toMatchObject({ ok: true })
})

test('a connection that is switched off stays so, whatever becomes of its grant', async () => {
  const { clock, call, connections, id, sandbox } = await connected()
  await connections.setStatus(id, 'inactive')
  sandbox.changePim(PIM, { connectionDeleted: true })
  clock.move({ seconds: 3600 })
  expect(await connections.test(id)).toMatchObject({ ok: false })
  expect(await connections.get(id)).toMatchObject({ status: 'inactive' })
  await expect(call()).rejects.toMatchObject({ code: 'ERR_CONNECTION_REFUSED' })
})

test('where the token endpoint is away, a token that is due signs on until it ends, and nothing is marked', async () => {
  const { clock, call, connections, id, sandbox } = await connected()
  sandbox.setFault(PIM, { kind: 'server-error', status: 503 }, { path: TOKEN })
  clock.move({ seconds: 3600 - 30 })
  expect(await call()).toMatchObject({ ok: true })
  clock.move({ seconds: 30 })
  await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED', reason: 'store_unavailable' })
  expect(await connections.get(id)).toMatchObject({ status: 'active' })
  sandbox.setFault(PIM, null)
  expect(await call()).toMatchObject({ ok: true })
})

test.each(['login-page', 'redirect'] as const)(
  'a %s in front of the token endpoint does not end the grant',
  async (kind) => {
    const { clock, call, connections, id, sandbox } = await connected()
    sandbox.setFault(PIM, { kind }, { path: TOKEN })
    clock.move({ seconds: 3600 })
    await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED' })
    expect(await connections.get(id)).toMatchObject({ status: 'active' })
    sandbox.setFault(PIM, null)
    expect(await call()).toMatchObject({ ok: true })
  },
)

test('a test that is stopped while it waits for a renewal ends at once, and the renewal is kept', async () => {
  const { clock, call, connections, id, sandbox } = await connected()
  sandbox.setFault(PIM, { kind: 'slow', delayMs: 300 }, { path: TOKEN })
  clock.move({ seconds: 3600 })
  const stop = new AbortController()
  const testing = connections.test(id, { signal: stop.signal })
  await asked(sandbox, TOKEN)
  stop.abort()
  expect(await testing).toMatchObject({ ok: false, cause: 'timeout' })
  expect(await connections.get(id)).toMatchObject({ status: 'active', lastTest: { ok: true } })
  expect(await call()).toMatchObject({ ok: true })
  expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
})
