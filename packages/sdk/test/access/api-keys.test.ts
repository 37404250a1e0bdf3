import type { Connform, CreateKeyResult } from 'connform'
import { describe, expect, test, vi } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { movingClock } from '../support/moving-clock.ts'

const HOUR = 60 * 60

function madeIn(result: CreateKeyResult) {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return { ...result, text: result.secret.reveal() }
}

const makeKey = async ({ access }: Connform, more: { readonly expiresAt?: string } = {}) =>
  madeIn(await access.createKey({ name: 'Nightly job', role: 'editor', ...more }))

describe.each(databases)('on $name', (database) => {
  const opened = async () => {
    const at = await bench({}, database)
    const clock = movingClock()
    return { ...at, clock, connform: await at.open({ actor: 'user:42', clock }) }
  }

  test('an API key says whose it is and what it may do, also to another process', async () => {
    const { connform, open, clock } = await opened()
    const { apiKey, text } = await makeKey(connform)
    expect(text).toMatch(/^cf_[0-9a-z]{8}_[\w-]{43}$/)
    expect(apiKey).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Nightly job',
      prefix: text.slice(0, 11),
      tenant: 'default',
      role: 'editor',
      createdAt: '2026-09-01T12:00:00.000Z',
      createdBy: 'user:42',
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    })
    const principal = {
      id: apiKey.id,
      kind: 'api_key',
      actor: `api-key:${apiKey.prefix}`,
      tenant: 'default',
      role: 'editor',
      expiresAt: null,
    }
    expect(await connform.access.authenticate(text)).toEqual(principal)
    expect(await connform.access.authenticate(text)).toEqual(principal)
    expect(await (await open({ clock })).access.authenticate(text)).toEqual(principal)
    expect(await connform.tenant('theirs').access.authenticate(text)).toEqual(principal)
  })

  test('nothing else lets anybody in: a part, another case, the prefix, the hash, a login link, what is no text', async () => {
    const { connform } = await opened()
    const { text, apiKey } = await makeKey(connform)
    const { token } = await connform.access.createLoginLink()
    const last = text.endsWith('A') ? 'B' : 'A'
    const wrong: unknown[] = [
      '',
      apiKey.id,
      apiKey.prefix,
      text.slice(0, -1),
      `${text} `,
      `${text}\n`,
      `Bearer ${text}`,
      `${text.slice(0, -1)}${last}`,
      text.toUpperCase(),
      text.replace('cf_', 'cfs_'),
      `cf_${'0'.repeat(8)}_${text.slice(12)}`,
      `cfs_${text.slice(12)}`,
      token.reveal(),
      token.reveal().replace('cfl_', 'cfs_'),
      null,
      undefined,
      7,
      [text],
    ]
    for (const secret of wrong) expect(await connform.access.authenticate(secret as string)).toBe(undefined)
    expect(await connform.access.redeemLoginLink(text)).toBe(undefined)
    await connform.access.endSession(text)
    expect(await connform.access.authenticate(text)).toMatchObject({ id: apiKey.id })
  })

  test('an API key is good to the moment it expires, however lately it was used', async () => {
    const { connform, clock } = await opened()
    const { text, apiKey } = await makeKey(connform, { expiresAt: '2026-09-01T15:00:00+02:00' })
    expect(apiKey.expiresAt).toBe('2026-09-01T13:00:00.000Z')
    clock.move({ seconds: HOUR })
    expect(await connform.access.authenticate(text)).toMatchObject({ expiresAt: apiKey.expiresAt })
    clock.move({ seconds: 1 })
    expect(await connform.access.authenticate(text)).toBe(undefined)
    expect(await connform.access.listKeys()).toMatchObject([{ id: apiKey.id, revokedAt: null }])
  })

  test('a revoked API key is refused at once in this process, and soon in another; it stays in the list', async () => {
    const { connform, open, clock } = await opened()
    const other = await open({ clock })
    const { text, apiKey } = await makeKey(connform)
    clock.move({ seconds: 1 })
    const kept = await makeKey(connform)
    for (const { access } of [connform, other]) expect(await access.authenticate(text)).toBeDefined()
    clock.move({ seconds: 5 })
    const revoked = await connform.as('user:7').access.revokeKey(apiKey.id)
    expect(revoked).toMatchObject({ id: apiKey.id, revokedAt: '2026-09-01T12:00:06.000Z' })
    expect(await connform.access.authenticate(text)).toBe(undefined)
    await vi.waitFor(async () => expect(await other.access.authenticate(text)).toBe(undefined), { timeout: 20_000 })
    expect(await connform.access.authenticate(kept.text)).toMatchObject({ id: kept.apiKey.id })
    clock.move({ seconds: 5 })
    expect(await connform.access.revokeKey(apiKey.id)).toEqual(revoked)
    expect(await connform.access.listKeys()).toMatchObject([
      { id: apiKey.id, revokedAt: revoked.revokedAt },
      { id: kept.apiKey.id, revokedAt: null },
    ])
  })

  test('a tenant lists and revokes its own API keys alone', async () => {
    const { connform } = await opened()
    const theirs = connform.tenant('theirs')
    const ours = await makeKey(connform)
    const { apiKey, text } = await makeKey(theirs)
    expect(await theirs.access.listKeys()).toMatchObject([{ id: apiKey.id, tenant: 'theirs' }])
    expect(await connform.access.listKeys()).toMatchObject([{ id: ours.apiKey.id, tenant: 'default' }])
    await expect(connform.access.revokeKey(apiKey.id)).rejects.toMatchObject({ code: 'ERR_API_KEY_NOT_FOUND' })
    await expect(connform.access.revokeKey(text)).rejects.toMatchObject({ code: 'ERR_API_KEY_NOT_FOUND' })
    expect(await connform.access.authenticate(text)).toMatchObject({ tenant: 'theirs' })
  })

  test('the API keys and sessions of a removed tenant let nobody in', async () => {
    const { connform } = await opened()
    const theirs = connform.tenant('theirs')
    const { text } = await makeKey(theirs)
    const { token } = await theirs.access.createLoginLink({ allTenants: true })
    const session = (await connform.access.redeemLoginLink(token.reveal()))?.session.reveal() ?? ''
    const unused = (await theirs.access.createLoginLink()).token.reveal()
    for (const secret of [text, session]) expect(await connform.access.authenticate(secret)).toBeDefined()
    await connform.tenants.remove('theirs')
    for (const secret of [text, session]) expect(await connform.access.authenticate(secret)).toBe(undefined)
    expect(await connform.access.redeemLoginLink(unused)).toBe(undefined)
    expect(await theirs.access.listKeys()).toEqual([])
  })

  test('the last use is noted, at most once a minute', async () => {
    const { connform, open, clock } = await opened()
    const { text } = await makeKey(connform)
    const lastUsed = async () => (await connform.access.listKeys())[0]?.lastUsedAt
    // Each in a process of its own: the first one would not look again so soon.
    const use = async () => (await open({ clock })).access.authenticate(text)
    await use()
    expect(await lastUsed()).toBe('2026-09-01T12:00:00.000Z')
    clock.move({ seconds: 60 })
    await use()
    expect(await lastUsed()).toBe('2026-09-01T12:00:00.000Z')
    clock.move({ seconds: 1 })
    await use()
    expect(await lastUsed()).toBe('2026-09-01T12:01:01.000Z')
  })

  test('the audit tells who made and who revoked an API key, by its prefix, once each', async () => {
    const { connform } = await opened()
    const { apiKey } = await makeKey(connform)
    await connform.as('user:7').access.revokeKey(apiKey.id)
    await connform.as('user:8').access.revokeKey(apiKey.id)
    const { entries } = await connform.audit.list({ subject: apiKey.id })
    expect(entries).toMatchObject([
      {
        actor: 'user:42',
        action: 'api_key.created',
        subject: { kind: 'api_key', id: apiKey.id },
        fields: ['name', 'prefix', 'role', 'expiresAt'],
        after: { name: 'Nightly job', prefix: apiKey.prefix, role: 'editor', expiresAt: null },
      },
      { actor: 'user:7', action: 'api_key.revoked', fields: ['revokedAt'] },
    ])
    expect(await connform.audit.verify()).toMatchObject({ ok: true, entries: 2 })
  })
})

test.each([
  ['no name', { role: 'viewer' }, ['name'], 'required'],
  ['a blank name', { name: '  ', role: 'viewer' }, ['name'], 'required'],
  ['a name without end', { name: 'x'.repeat(256), role: 'viewer' }, ['name'], 'too_long'],
  ['no role', { name: 'x' }, ['role'], 'required'],
  ['an unknown role', { name: 'x', role: 'owner' }, ['role'], 'option'],
  ['the name of a member that every object has', { name: 'x', role: 'constructor' }, ['role'], 'option'],
  ['a moment that is past', { name: 'x', role: 'viewer', expiresAt: '2026-09-01T12:00:00Z' }, ['expiresAt'], 'past'],
  ['a day that is past', { name: 'x', role: 'viewer', expiresAt: '2026-09-01' }, ['expiresAt'], 'past'],
  [
    'a day that its month does not have',
    { name: 'x', role: 'viewer', expiresAt: '2027-02-29' },
    ['expiresAt'],
    'format',
  ],
  ['a moment without its zone', { name: 'x', role: 'viewer', expiresAt: '2027-02-01T12:00' }, ['expiresAt'], 'format'],
  ['words', { name: 'x', role: 'viewer', expiresAt: 'tomorrow' }, ['expiresAt'], 'format'],
  ['a number', { name: 'x', role: 'viewer', expiresAt: 7 }, ['expiresAt'], 'type'],
])('an API key with %s is not made', async (_, options, path, code) => {
  const { open } = await bench()
  const connform = await open({ clock: movingClock() })
  const result = await connform.access.createKey(options as Parameters<typeof connform.access.createKey>[0])
  expect(result).toMatchObject({ ok: false, issues: [{ path, code, severity: 'error' }] })
  expect(await connform.access.listKeys()).toEqual([])
  expect((await connform.audit.list()).entries).toEqual([])
})

test('what was pasted around a name is removed, and a day is its first moment', async () => {
  const { open } = await bench()
  const { access } = await open({ clock: movingClock() })
  const made = madeIn(await access.createKey({ name: ' CI\n', role: 'viewer', expiresAt: '2027-02-01' }))
  expect(made.apiKey).toMatchObject({ name: 'CI', expiresAt: '2027-02-01T00:00:00.000Z' })
  const never = { name: 'CI', role: 'viewer', expiresAt: undefined } as unknown as Parameters<
    typeof access.createKey
  >[0]
  expect(madeIn(await access.createKey(never)).apiKey.expiresAt).toBe(null)
})

test('a secret that is handed out prints as a mask', async () => {
  const { open } = await bench()
  const connform = await open()
  const { secret, text } = await makeKey(connform)
  expect([`${secret}`, JSON.stringify({ secret })].join()).not.toContain(text.slice(12))
})

test('nobody comes in once connform is closed', async () => {
  const { open } = await bench()
  const connform = await open()
  const { text } = await makeKey(connform)
  expect(await connform.access.authenticate(text)).toBeDefined()
  await connform.close()
  await expect(connform.access.authenticate(text)).rejects.toMatchObject({ code: 'ERR_CLOSED' })
  await expect(connform.access.createLoginLink()).rejects.toMatchObject({ code: 'ERR_CLOSED' })
})
