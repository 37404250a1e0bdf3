import { setTimeout as pause } from 'node:timers/promises'
import type { Connform } from 'connform'
import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { customForm, pimForm, savedIn, tokenForm } from '../support/forms.ts'

const REST = 'bigcommerce-rest'
const keyIds = async ({ keys }: Connform) => (await keys.status()).dataKeys.map(({ keyId }) => keyId)

describe.each(databases)('on $name', (database) => {
  /** A connection of each way to sign, one of them removed, and an OAuth client: all that can be sealed. */
  async function filled() {
    const at = await bench({}, database)
    const connform = await at.open()
    const { connections } = connform
    const rest = savedIn(await connections.create(REST, tokenForm(at.sandbox)))
    const graphql = savedIn(await connections.create('bigcommerce-graphql', customForm(at.sandbox)))
    const pim = savedIn(await connections.create('akeneo-pim', pimForm(at.sandbox)))
    const removed = savedIn(await connections.create(REST, { ...tokenForm(at.sandbox), name: 'Removed' }))
    await connections.remove(removed.id)
    const [app] = at.sandbox.apps
    const client = await connform.oauthClients.create(REST, {
      name: 'App',
      clientId: app?.clientId,
      clientSecret: app?.clientSecret,
    })
    expect(client.ok).toBe(true)
    return { ...at, connform, ids: [rest.id, graphql.id, pim.id], removed: removed.id }
  }

  test('a rotation seals every secret anew, destroys the old key, and everything still works', async () => {
    const { connform, ids, removed, sandbox, open } = await filled()
    const [before] = await keyIds(connform)
    // Credentials of four connections, the tokens of two, and a client secret.
    const result = await connform.keys.rotate()
    expect(result).toMatchObject({ resealed: 7, remaining: 0, unopened: 0, destroyed: [before] })
    expect(await keyIds(connform)).toEqual([result.keyId])
    sandbox.forgetRequests()
    for (const id of ids) expect(await connform.connections.test(id)).toMatchObject({ ok: true })
    await connform.connections.restore(removed)
    // One that opened its keys after the rotation, and knows no other.
    const later = await open()
    for (const id of [...ids, removed]) expect(await later.connections.test(id)).toMatchObject({ ok: true })
    expect((await connform.audit.list({ newestFirst: true })).entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['key.rotated', 'key.swept', 'key.destroyed']),
    )
  })

  test('a process that sets few seals aside at a time still seals a whole fleet anew', async () => {
    const { open, keyFile } = await filled()
    const frugal = await open({ keys: { file: keyFile, sealsPerLease: 2 } })
    expect(await frugal.keys.rotate()).toMatchObject({ resealed: 7, remaining: 0, destroyed: [expect.any(String)] })
  })

  test('a dry run counts what it would seal anew, and changes nothing', async () => {
    const { connform } = await filled()
    const before = await connform.keys.status({ counts: true })
    expect(before.dataKeys).toMatchObject([{ state: 'active', sealed: 7 }])
    expect(await connform.keys.rotate({ dryRun: true })).toMatchObject({ resealed: 7, remaining: 7, destroyed: [] })
    expect(await connform.keys.sweep({ dryRun: true })).toMatchObject({ resealed: 0, remaining: 0, destroyed: [] })
    expect(await connform.keys.status({ counts: true })).toEqual(before)
  })

  test('a sweep that is stopped is finished by the next one, and its progress never goes back', async () => {
    const { connform } = await filled()
    const [before = ''] = await keyIds(connform)
    const stop = new AbortController()
    const stopped = await connform.keys.rotate({
      batchSize: 1,
      signal: stop.signal,
      onProgress: ({ done }) => done >= 2 && stop.abort(),
    })
    expect(stopped).toMatchObject({ resealed: 2, remaining: 5, destroyed: [] })
    expect(await keyIds(connform)).toContain(before)
    const seen: number[] = []
    const finished = await connform.keys.sweep({ batchSize: 2, onProgress: ({ done }) => void seen.push(done) })
    expect(finished).toMatchObject({ resealed: 5, remaining: 0, destroyed: [before] })
    expect(seen).toEqual([...seen].sort((left, right) => left - right))
  })

  test('a sweep that is stopped while it pauses ends at once', async () => {
    const { connform } = await filled()
    const stop = new AbortController()
    const stopped = await connform.keys.rotate({
      batchSize: 1,
      pauseMs: 60_000,
      signal: stop.signal,
      onProgress: ({ done }) => void (done === 1 && setTimeout(() => stop.abort(), 50)),
    })
    expect(stopped).toMatchObject({ resealed: 1, remaining: 6 })
  })

  test('a process that has not heard of a rotation yet finishes it, when it was stopped, all the same', async () => {
    const { connform, open, sandbox } = await filled()
    const stale = await open()
    savedIn(await stale.connections.create(REST, tokenForm(sandbox), { verify: 'skip' }))
    const [before] = await keyIds(connform)
    const stop = new AbortController()
    const { keyId, resealed } = await connform.keys.rotate({
      batchSize: 3,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(resealed).toBe(3)
    expect(await stale.keys.sweep()).toMatchObject({ resealed: 5, remaining: 0, destroyed: [before] })
    expect(await keyIds(stale)).toEqual([keyId])
  })

  test('two that rotate at once seal everything anew and say of nothing that it does not open', async () => {
    const { connform, open, ids } = await filled()
    const other = await open()
    for (let round = 0; round < 5; round += 1) {
      const results = await Promise.all([connform, other].map(({ keys }) => keys.rotate({ batchSize: 1 })))
      expect(results.map(({ unopened }) => unopened)).toEqual([0, 0])
    }
    await connform.keys.sweep()
    expect(await keyIds(connform)).toHaveLength(1)
    for (const id of ids) expect(await other.connections.test(id)).toMatchObject({ ok: true })
  })

  test('two that sweep their shares at the same time finish it together', async () => {
    const { connform, open, sandbox, ids } = await filled()
    for (let index = 0; index < 30; index += 1) {
      savedIn(await connform.connections.create(REST, tokenForm(sandbox), { verify: 'skip' }))
    }
    const other = await open()
    await other.connections.list()
    const rotated = await connform.keys.rotate({ share: { index: 0, of: 2 }, batchSize: 3 })
    const [first, second] = await Promise.all([
      connform.keys.sweep({ share: { index: 0, of: 2 }, batchSize: 3 }),
      other.keys.sweep({ share: { index: 1, of: 2 }, batchSize: 3 }),
    ])
    expect(rotated.resealed + first.resealed + second.resealed).toBe(37)
    expect((await connform.keys.sweep()).remaining).toBe(0)
    expect(await keyIds(connform)).toHaveLength(1)
    for (const id of ids) expect(await connform.connections.test(id)).toMatchObject({ ok: true })
  })

  test('edits and new connections go on while the keys are rotated, and none is lost', async () => {
    const { connform, open, sandbox, ids } = await filled()
    const editor = await open()
    const [first = ''] = ids
    const editing = (async () => {
      for (let round = 0; round < 10; round += 1) {
        savedIn(await editor.connections.update(first, { name: `Round ${round}` }, { verify: 'skip' }))
        savedIn(
          await editor.connections.create(REST, { ...tokenForm(sandbox), name: `New ${round}` }, { verify: 'skip' }),
        )
      }
    })()
    for (let round = 0; round < 4; round += 1) await connform.keys.rotate({ batchSize: 2 })
    await editing
    const { remaining } = await connform.keys.sweep()
    expect(remaining).toBe(0)
    expect(await connform.connections.get(first)).toMatchObject({ name: 'Round 9' })
    const { connections } = await connform.connections.list({ search: 'New' })
    expect(connections).toHaveLength(10)
    for (const { id } of [...connections, { id: first }]) {
      expect(await connform.connections.test(id)).toMatchObject({ ok: true })
    }
  })

  test('OAuth clients are renamed while the keys are rotated, and keep their secret', async () => {
    const { connform, open } = await filled()
    const editor = await open()
    const [client] = await editor.oauthClients.list()
    const id = client?.id ?? ''
    const rename = async () => {
      for (let round = 0; round < 30; round += 1) {
        await editor.oauthClients.update(id, { name: `App ${round}` })
        // SQLite lets those wait for long that find it busy.
        await pause(5)
      }
    }
    const rotate = async () => {
      for (let round = 0; round < 10; round += 1) await connform.keys.rotate()
    }
    await Promise.all([rename(), rotate()])
    expect(await connform.keys.sweep()).toMatchObject({ remaining: 0, unopened: 0 })
    expect(await keyIds(connform)).toHaveLength(1)
    expect(await editor.oauthClients.get(id)).toMatchObject({ name: 'App 29' })
  })

  test('a process that still holds a destroyed key reads the keys again and stores under the new one', async () => {
    const { connform, open, sandbox } = await filled()
    const stale = await open()
    savedIn(await stale.connections.create(REST, tokenForm(sandbox), { verify: 'skip' }))
    const { keyId } = await connform.keys.rotate()
    const { id } = savedIn(await stale.connections.create(REST, tokenForm(sandbox), { verify: 'skip' }))
    expect((await connform.keys.status({ counts: true })).dataKeys).toMatchObject([{ keyId, sealed: 9 }])
    expect(await connform.connections.test(id)).toMatchObject({ ok: true })
  })

  test.each([
    { index: 2, of: 2 },
    { index: -1, of: 2 },
    { index: 0, of: 0 },
    { index: 0.5, of: 2 },
  ])('a share that does not exist (%j) is refused', async (share) => {
    const { open } = await bench({}, database)
    const connform = await open()
    await expect(connform.keys.sweep({ share })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  })
})
