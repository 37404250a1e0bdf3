import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { customForm, OTHER, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { tokensMinted } from '../support/sandbox-requests.ts'

const KIND = 'bigcommerce-rest'
const idempotencyKey = 'order-4711'

describe.each(databases)('on $name', (database) => {
  test('the same form with the same key is made once, however often it is sent', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections } = await open()
    const first = await connections.create(KIND, tokenForm(sandbox), { idempotencyKey })
    const requests = sandbox.requests().length
    const again = await connections.create(
      KIND,
      { ...tokenForm(sandbox), storeHash: ` ${tokenForm(sandbox)['storeHash']} ` },
      { idempotencyKey },
    )
    expect(again).toMatchObject({ ok: true, replayed: true, test: { ok: true } })
    expect(savedIn(again)).toEqual(savedIn(first))
    // What was made before is not tested again.
    expect(sandbox.requests()).toHaveLength(requests)
    expect((await connections.list()).connections).toHaveLength(1)
  })

  test('sent by many at once it is made once, and tokens issued for nobody are taken back', async () => {
    const { open, sandbox } = await bench({}, database)
    const [one, two] = [await open(), await open()]
    const create = (connform: typeof one) =>
      connform.connections.create('bigcommerce-graphql', customForm(sandbox), { idempotencyKey })
    const results = await Promise.all([create(one), create(two), create(one), create(two)])
    const ids = new Set(results.map((result) => savedIn(result).id))
    expect(ids.size).toBe(1)
    expect((await one.connections.list()).connections).toHaveLength(1)
    const live = sandbox.issued().filter(({ kind, revoked }) => kind === 'private' && !revoked)
    expect([tokensMinted(sandbox).length >= 1, live.length]).toEqual([true, 1])
  })

  test('the same key with another form is refused, and nothing is stored', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections } = await open()
    await connections.create(KIND, tokenForm(sandbox), { idempotencyKey })
    await expect(connections.create(KIND, tokenForm(sandbox, OTHER), { idempotencyKey })).rejects.toMatchObject({
      code: 'ERR_IDEMPOTENCY_CONFLICT',
    })
    expect((await connections.list()).connections).toHaveLength(1)
  })

  test('a failed create leaves the key free', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections } = await open()
    const wrong = { ...tokenForm(sandbox), accessToken: 'a'.repeat(31) }
    expect(await connections.create(KIND, wrong, { idempotencyKey })).toMatchObject({ ok: false })
    expect(await connections.create(KIND, tokenForm(sandbox), { idempotencyKey })).toMatchObject({ ok: true })
  })

  test('a key is of one tenant, and of one day', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const connform = await open({ clock })
    const create = (one: typeof connform) =>
      one.connections.create(KIND, tokenForm(sandbox), { idempotencyKey, verify: 'skip' })
    const first = savedIn(await create(connform))
    expect(savedIn(await create(connform.tenant('two'))).id).not.toBe(first.id)
    clock.move({ seconds: 24 * 60 * 60 + 1 })
    expect(savedIn(await create(connform)).id).not.toBe(first.id)
  })

  test('a key whose connection was removed since is refused', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections } = await open()
    const { id } = savedIn(await connections.create(KIND, tokenForm(sandbox), { idempotencyKey }))
    await connections.remove(id)
    await expect(connections.create(KIND, tokenForm(sandbox), { idempotencyKey })).rejects.toMatchObject({
      code: 'ERR_IDEMPOTENCY_CONFLICT',
      message: expect.stringContaining('removed'),
    })
  })
})
