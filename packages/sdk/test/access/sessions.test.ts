import { describe, expect, test, vi } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { movingClock } from '../support/moving-clock.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

describe.each(databases)('on $name', (database) => {
  const opened = async () => {
    const at = await bench({}, database)
    const clock = movingClock()
    return { ...at, clock, connform: await at.open({ actor: 'user:42', clock }) }
  }

  test('a login link begins one session, which is an admin of its tenant for twelve hours', async () => {
    const { connform, clock } = await opened()
    const { token, expiresAt } = await connform.access.createLoginLink()
    expect(token.reveal()).toMatch(/^cfl_[\w-]{43}$/)
    expect(expiresAt).toBe('2026-09-01T12:15:00.000Z')
    const begun = await connform.access.redeemLoginLink(token.reveal())
    const secret = begun?.session.reveal() ?? ''
    expect(secret).toMatch(/^cfs_[\w-]{43}$/)
    const id = begun?.principal.id
    expect(begun?.principal).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      kind: 'session',
      actor: `session:${id}`,
      tenant: 'default',
      role: 'admin',
      expiresAt: '2026-09-02T00:00:00.000Z',
    })
    expect(await connform.access.redeemLoginLink(token.reveal())).toBe(undefined)
    expect(await connform.access.authenticate(secret)).toEqual(begun?.principal)
    clock.move({ seconds: 12 * HOUR })
    expect(await connform.access.authenticate(secret)).toEqual(begun?.principal)
    clock.move({ seconds: 1 })
    expect(await connform.access.authenticate(secret)).toBe(undefined)
  })

  test('of several processes that redeem a link at once, exactly one gets the session', async () => {
    const { connform, open, clock } = await opened()
    const other = await open({ clock })
    for (let round = 0; round < 5; round += 1) {
      const token = (await connform.access.createLoginLink()).token.reveal()
      const begun = await Promise.all(
        [connform, other, connform, other].map(({ access }) => access.redeemLoginLink(token)),
      )
      const sessions = begun.filter((session) => session !== undefined)
      expect(sessions).toHaveLength(1)
      expect(await other.access.authenticate(sessions[0]!.session.reveal())).toEqual(sessions[0]!.principal)
    }
    expect((await connform.audit.list({ action: 'session.opened' })).entries).toHaveLength(5)
  })

  test('a link holds what it was made with: a role, a lifetime, every tenant', async () => {
    const { connform, clock } = await opened()
    const theirs = connform.tenant('theirs').access
    const { token, expiresAt } = await theirs.createLoginLink({ role: 'viewer', lifetimeMs: 1000, allTenants: true })
    const late = (await theirs.createLoginLink({ lifetimeMs: 1000 })).token.reveal()
    expect(expiresAt).toBe('2026-09-01T12:00:01.000Z')
    clock.move({ seconds: 1 })
    const begun = await connform.access.redeemLoginLink(token.reveal())
    expect(begun?.principal).toMatchObject({ role: 'viewer', tenant: null })
    clock.move({ seconds: 1 })
    expect(await connform.access.redeemLoginLink(late)).toBe(undefined)
  })

  test('an ended session is refused at once in this process, and soon in another', async () => {
    const { connform, open, clock } = await opened()
    const other = await open({ clock })
    const token = (await connform.access.createLoginLink()).token.reveal()
    const secret = (await connform.access.redeemLoginLink(token))?.session.reveal() ?? ''
    for (const { access } of [connform, other]) expect(await access.authenticate(secret)).toBeDefined()
    await connform.tenant('theirs').access.endSession(secret)
    expect(await connform.access.authenticate(secret)).toBe(undefined)
    await vi.waitFor(async () => expect(await other.access.authenticate(secret)).toBe(undefined), { timeout: 20_000 })
    for (const nothing of [secret, '', 'cfs_', token]) await other.access.endSession(nothing)
  })

  test('the audit tells of links and sessions: who made the link, what the session may do, when it ended', async () => {
    const { connform } = await opened()
    const token = (await connform.access.createLoginLink({ role: 'editor' })).token.reveal()
    const begun = await connform.as('http').access.redeemLoginLink(token)
    await connform.as('http').access.endSession(begun?.session.reveal() ?? '')
    const { entries } = await connform.audit.list()
    const session = { actor: begun?.principal.actor, subject: { kind: 'session', id: begun?.principal.id } }
    expect(entries).toMatchObject([
      { actor: 'user:42', action: 'login_link.created', after: { role: 'editor', reach: 'tenant' } },
      {
        ...session,
        action: 'session.opened',
        after: { role: 'editor', reach: 'tenant', createdBy: 'user:42', loginLink: entries[0]?.subject.id },
      },
      { ...session, action: 'session.ended' },
    ])
    expect(await connform.audit.verify()).toMatchObject({ ok: true, entries: 3 })
  })

  test('expired sessions and links are purged by the work in the background, API keys are not', async () => {
    const { connform, database: url, clock } = await opened()
    const token = (await connform.access.createLoginLink({ lifetimeMs: 24 * HOUR * 1000 })).token.reveal()
    await connform.access.redeemLoginLink(token)
    await connform.access.createLoginLink()
    await connform.access.createKey({ name: 'Kept', role: 'viewer', expiresAt: '2026-09-02' })
    const kinds = () => database.column(url, 'select kind from access_passes order by kind')
    expect(await kinds()).toEqual(['api_key', 'login_link', 'session'])
    clock.move({ seconds: 24 * HOUR })
    const worker = await connform.work({ lookEveryMs: 300, housekeepEveryMs: 300, pollMs: 500 })
    try {
      await vi.waitFor(async () => expect(await kinds()).toEqual(['api_key']), { timeout: 20_000, interval: 50 })
    } finally {
      await worker.close()
    }
  })
})

test.each([{ role: 'owner' }, { lifetimeMs: 0 }, { lifetimeMs: 1.5 }, { lifetimeMs: 24 * HOUR * 1000 + 1 }])(
  'a link with %o is not made',
  async (options) => {
    const { open } = await bench()
    const { access } = await open()
    const made = access.createLoginLink(options as Parameters<typeof access.createLoginLink>[0])
    await expect(made).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  },
)
