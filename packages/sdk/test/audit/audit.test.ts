import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { accountOf, GOOD, OTHER, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'

const KIND = 'bigcommerce-rest'

describe.each(databases)('on $name', (database) => {
  const opened = async () => {
    const at = await bench({}, database)
    const clock = movingClock()
    return { ...at, clock, connform: await at.open({ actor: 'user:42', clock }) }
  }

  test('a life is recorded: who, what, when, which fields, and no secret', async () => {
    const { connform, sandbox, clock } = await opened()
    const { connections } = connform
    const { id } = savedIn(await connections.create(KIND, tokenForm(sandbox)))
    clock.move({ seconds: 60 })
    const { accessToken, clientId } = accountOf(sandbox, OTHER)
    savedIn(await connform.as('user:7').connections.update(id, { storeHash: OTHER, accessToken, clientId }))
    await connections.setStatus(id, 'inactive')
    await connections.remove(id)
    await connections.restore(id)
    await connections.remove(id, { purge: true })
    const { entries } = await connform.audit.list({ subject: id })
    expect(entries.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'user:42 connection.created',
      'user:7 connection.updated',
      'user:42 connection.status_set',
      'user:42 connection.removed',
      'user:42 connection.restored',
      'user:42 connection.purged',
    ])
    const [created, updated, switched, , , purged] = entries
    expect(created).toMatchObject({ sequence: 1, before: null, after: { storeHash: GOOD, name: 'Production' } })
    expect(created?.fields).toContain('accessToken')
    expect(updated).toMatchObject({
      at: '2026-09-01T12:01:00.000Z',
      before: { storeHash: GOOD },
      after: { storeHash: OTHER, clientId },
    })
    expect([...(updated?.fields ?? [])].sort()).toEqual(['accessToken', 'clientId', 'storeHash'])
    expect(switched).toMatchObject({ fields: ['status'], before: { status: 'active' }, after: { status: 'inactive' } })
    expect(purged).toMatchObject({ after: null })
  })

  test('what changed nothing is not recorded', async () => {
    const { connform, sandbox } = await opened()
    await connform.connections.create(KIND, { ...tokenForm(sandbox), accessToken: '' })
    await connform.connections.create(KIND, { ...tokenForm(sandbox), accessToken: 'a'.repeat(31) })
    expect((await connform.audit.list()).entries).toEqual([])
    expect(await connform.audit.verify()).toEqual({ ok: true, entries: 0, hash: '' })
  })

  test('entries come in pages, and are chosen by subject, action, actor and time', async () => {
    const { connform, sandbox, clock } = await opened()
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) {
      clock.move({ seconds: 60 })
      const actor = index % 2 === 0 ? 'even' : 'odd'
      const form = { ...tokenForm(sandbox), name: `Store ${index}` }
      ids.push(savedIn(await connform.as(actor).connections.create(KIND, form, { verify: 'skip' })).id)
    }
    const first = await connform.audit.list({ limit: 2 })
    const second = await connform.audit.list({ limit: 2, after: first.next ?? 0 })
    expect([...first.entries, ...second.entries].map(({ subject }) => subject.id)).toEqual(ids.slice(0, 4))
    const subjects = async (filter: Parameters<typeof connform.audit.list>[0]) =>
      (await connform.audit.list(filter)).entries.map(({ subject }) => subject.id)
    expect(await subjects({ actor: 'odd' })).toEqual([ids[1], ids[3]])
    expect(await subjects({ from: '2026-09-01T12:02:00Z', to: '2026-09-01T12:04:00Z' })).toEqual([ids[1], ids[2]])
    expect(await subjects({ action: 'connection.removed' })).toEqual([])
    expect(await subjects({ newestFirst: true, limit: 1 })).toEqual([ids[4]])
    await expect(connform.audit.list({ from: 'yesterday' })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
    await expect(connform.audit.list({ limit: 0 })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  })

  test('every tenant has a chain of its own, and reads no other', async () => {
    const { connform, sandbox } = await opened()
    await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' })
    await connform.tenant('two').connections.create(KIND, tokenForm(sandbox), { verify: 'skip' })
    const theirs = await connform.tenant('two').audit.list()
    expect(theirs.entries).toMatchObject([{ tenant: 'two', sequence: 1, previousHash: '' }])
  })

  test('two processes that write at once leave no gap', async () => {
    const { connform, open, sandbox } = await opened()
    const other = await open()
    const make = (one: typeof connform) =>
      Promise.all(Array.from({ length: 8 }, () => one.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' })))
    await Promise.all([make(connform), make(other)])
    expect(await connform.audit.verify()).toMatchObject({ ok: true, entries: 16 })
  })

  describe('tampering', () => {
    test.each([
      ['an entry that is missing', 'delete from audit_entries where sequence = 2', 2],
      ['an entry that was changed', "update audit_entries set actor = 'nobody' where sequence = 2", 2],
      ['an end that is missing', 'delete from audit_entries where sequence = 4', 4],
    ])('%s is noticed', async (_, text, sequence) => {
      const { connform, sandbox, database: url } = await opened()
      for (let index = 0; index < 4; index += 1) {
        await connform.connections.create(KIND, tokenForm(sandbox), { verify: 'skip' })
      }
      expect(await connform.audit.verify()).toMatchObject({ ok: true, entries: 4 })
      await database.tamper(url, text)
      expect(await connform.audit.verify()).toMatchObject({ ok: false, sequence })
    })
  })
})
