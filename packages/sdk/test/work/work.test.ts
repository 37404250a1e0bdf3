import type { Connform, WorkEvent, WorkOptions } from 'connform'
import { describe, expect, test, vi } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { accountOf, customForm, GOOD, PIM, pimForm, savedIn, storefrontForm, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { grantsAsked } from '../support/sandbox-requests.ts'

const KIND = 'bigcommerce-rest'
const DAY = 24 * 60 * 60
const TOKEN = '/api/oauth/v1/token'

/** Works until the events are as a test expects them. */
async function worked(connform: Connform, expected: (events: readonly WorkEvent[]) => void, options: WorkOptions = {}) {
  const events: WorkEvent[] = []
  const worker = await connform.work({
    lookEveryMs: 300,
    housekeepEveryMs: 300,
    pollMs: 500,
    ...options,
    onEvent: (event) => void events.push(event),
  })
  try {
    await vi.waitFor(() => expected(events), { timeout: 20_000, interval: 50 })
  } finally {
    await worker.close()
  }
  return events
}

describe.each(databases)('on $name', (database) => {
  test('connections are tested again once their last test is old, and what came of it is stored', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const connform = await open({ clock })
    const good = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    const { accessToken, clientId } = accountOf(sandbox, GOOD, 'deleted account')
    const form = { ...tokenForm(sandbox), accessToken, clientId }
    const bad = savedIn(await connform.connections.create(KIND, form, { verify: 'skip' }))
    const off = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    await connform.connections.setStatus(off.id, 'inactive')
    const theirs = savedIn(await connform.tenant('theirs').connections.create(KIND, tokenForm(sandbox)))
    clock.move({ seconds: DAY + 1 })
    const events = await worked(
      connform,
      (seen) => expect(seen.filter(({ kind }) => kind === 'tested')).toHaveLength(3),
      // Nothing is spread over less than a second.
      { retestEveryMs: 1000 },
    )
    expect(events).toEqual(
      expect.arrayContaining([
        { kind: 'tested', tenant: 'default', connection: good.id, cause: 'ok' },
        { kind: 'tested', tenant: 'default', connection: bad.id, cause: 'bad_credentials' },
        { kind: 'tested', tenant: 'theirs', connection: theirs.id, cause: 'ok' },
      ]),
    )
    const testedAt = clock().toISOString()
    expect(await connform.connections.get(good.id)).toMatchObject({ lastTest: { ok: true, testedAt } })
    expect(await connform.connections.get(bad.id)).toMatchObject({ status: 'failing', lastTest: { ok: false } })
    expect((await connform.connections.get(off.id)).lastTest?.testedAt).not.toBe(testedAt)
  })

  test('tokens are renewed ahead of their end', async () => {
    const clock = movingClock()
    const { open, sandbox } = await bench({ clock }, database)
    const connform = await open({ clock })
    const { id } = savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox)))
    clock.move({ seconds: 3600 - 4 * 60 })
    sandbox.forgetRequests()
    const events = await worked(connform, (seen) => expect(seen.some(({ kind }) => kind === 'renewed')).toBe(true), {
      retestEveryMs: 0,
    })
    expect(events.filter(({ kind }) => kind === 'renewed')).toEqual([
      { kind: 'renewed', tenant: 'default', connection: id },
    ])
    expect(grantsAsked(sandbox)).toEqual(['refresh_token'])
  })

  test('removed connections are purged after 30 days, and not before', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const connform = await open({ clock })
    const early = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    const late = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    await connform.connections.remove(early.id)
    clock.move({ seconds: 10 * DAY })
    await connform.connections.remove(late.id)
    clock.move({ seconds: 20 * DAY + 1 })
    const events = await worked(connform, (seen) => expect(seen.some(({ kind }) => kind === 'purged')).toBe(true), {
      retestEveryMs: 0,
    })
    expect(events.filter(({ kind }) => kind === 'purged')).toMatchObject([{ connection: early.id }])
    expect((await connform.connections.list({ removed: true })).connections).toMatchObject([{ id: late.id }])
  })

  test('what an older key sealed is swept, and the key destroyed', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const connform = await open({ clock })
    savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    // A key rolls by itself when it is 30 days old.
    clock.move({ seconds: 31 * DAY })
    savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    expect((await connform.keys.status()).dataKeys).toHaveLength(2)
    await worked(connform, (seen) => expect(seen).toContainEqual(expect.objectContaining({ kind: 'swept' })), {
      retestEveryMs: 0,
    })
    expect((await connform.keys.status({ counts: true })).dataKeys).toMatchObject([{ state: 'active', sealed: 2 }])
  })

  test('a notice that comes due is told once, with how many connections it is about', async () => {
    const clock = movingClock('2026-06-01T08:00:00Z')
    const { open, sandbox } = await bench({ clock }, database)
    const connform = await open({ clock })
    for (const hash of [GOOD, GOOD]) {
      const token = sandbox.issueStorefrontToken({
        hash,
        issuedAt: clock(),
        expiresAt: new Date('2050-01-01T00:00:00Z'),
      })
      savedIn(await connform.connections.create('bigcommerce-graphql', storefrontForm(token), { verify: 'skip' }))
    }
    savedIn(await connform.connections.create('bigcommerce-graphql', customForm(sandbox), { verify: 'skip' }))
    // The last day of storefront tokens is 31 March 2027.
    clock.move({ seconds: (Date.parse('2027-03-24T08:00:00Z') - Date.parse('2026-06-01T08:00:00Z')) / 1000 })
    const events = await worked(
      connform,
      (seen) => expect(seen.filter(({ kind }) => kind === 'notice').length).toBeGreaterThan(0),
      { retestEveryMs: 0 },
    )
    expect(events.filter(({ kind }) => kind === 'notice')).toMatchObject([
      {
        tenant: 'default',
        connections: 2,
        notice: { on: '2027-03-31', daysLeft: 7, definition: 'bigcommerce-graphql' },
      },
    ])
    const again = await connform.audit.list({ action: 'notice.due' })
    expect(again.entries).toHaveLength(1)
  })

  test('an account that cannot be reached is left alone after three attempts, and the others are not', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const connform = await open({ clock })
    const away = tokenForm(sandbox, 'suspended0')
    for (let index = 0; index < 6; index += 1)
      savedIn(await connform.connections.create(KIND, away, { verify: 'skip' }))
    const good = savedIn(await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
    clock.move({ seconds: DAY + 1 })
    const events = await worked(
      connform,
      (seen) => {
        expect(seen.some(({ kind }) => kind === 'paused')).toBe(true)
        expect(seen).toContainEqual(expect.objectContaining({ kind: 'tested', connection: good.id, cause: 'ok' }))
      },
      { retestEveryMs: 1000 },
    )
    const toTheOther = events.filter((event) => event.kind === 'tested' && event.connection !== good.id)
    expect(toTheOther).toHaveLength(3)
  })
})

test('an account that issues no more tokens is left alone, and those it issued are used to their end', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const ids: string[] = []
  for (let index = 0; index < 5; index += 1)
    ids.push(savedIn(await connform.connections.create('akeneo-pim', pimForm(sandbox))).id)
  clock.move({ seconds: 3600 - 4 * 60 })
  sandbox.forgetRequests()
  sandbox.setFault(PIM, { kind: 'cut-before-headers' }, { path: TOKEN })
  const events = await worked(connform, (seen) => expect(seen.some(({ kind }) => kind === 'paused')).toBe(true), {
    retestEveryMs: 0,
  })
  expect(events.filter(({ kind }) => kind === 'renewed')).toEqual([])
  for (const id of ids) {
    expect(await connform.client(id).request('GET', '/api/rest/v1/channels')).toMatchObject({ ok: true })
    expect(await connform.connections.get(id)).toMatchObject({ status: 'active' })
  }
})

test('a slow account is not taken for one that is away because its jobs had to wait for each other', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  for (let index = 0; index < 6; index += 1)
    savedIn(await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
  sandbox.setFault(GOOD, { kind: 'slow', delayMs: 200 }, { times: 12 })
  const events = await worked(
    connform,
    (seen) =>
      expect(new Set(seen.flatMap((event) => (event.kind === 'tested' ? event.connection : [])))).toHaveProperty(
        'size',
        6,
      ),
    { concurrency: 6, expireInMs: 1000 },
  )
  expect(events.filter(({ kind }) => kind === 'paused')).toEqual([])
})

test('work that begins while connform is being closed ends with it', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  savedIn(await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
  const events: WorkEvent[] = []
  const working = connform.work({ onEvent: (event) => void events.push(event) })
  await connform.close()
  const soFar = events.length
  await (await working).close()
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([])
  expect(events).toHaveLength(soFar)
})

test('work with options that a queue refuses is refused, and nothing of it goes on', async () => {
  const { open } = await bench()
  const connform = await open()
  for (const options of [{ expireInMs: 10 }, { pollMs: 1 }, { concurrency: 65 }]) {
    await expect(connform.work(options)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  }
})
