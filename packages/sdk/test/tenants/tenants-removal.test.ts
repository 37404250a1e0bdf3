import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { customForm, savedIn, tokenForm } from '../support/forms.ts'

const KIND = 'bigcommerce-rest'

describe.each(databases)('on $name', (database) => {
  test('removing a tenant deletes all of it, destroys its keys and leaves every other tenant alone', async () => {
    const { open, sandbox } = await bench({}, database)
    const ours = await open({ actor: 'user:1' })
    const theirs = ours.tenant('theirs')
    const kept = savedIn(await ours.connections.create(KIND, tokenForm(sandbox)))
    const lost = savedIn(await theirs.connections.create(KIND, tokenForm(sandbox)))
    savedIn(await theirs.connections.create('bigcommerce-graphql', customForm(sandbox)))
    const removed = savedIn(await theirs.connections.create(KIND, tokenForm(sandbox)))
    await theirs.connections.remove(removed.id)
    expect(await ours.tenants.list()).toEqual({ tenants: ['default', 'theirs'] })

    expect(await ours.tenants.remove('theirs')).toEqual({ connections: 3, oauthClients: 0, dataKeys: 1, revoked: 1 })
    expect(await ours.tenants.list()).toEqual({ tenants: ['default'] })
    await expect(theirs.connections.get(lost.id)).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
    expect((await theirs.connections.list({ removed: true })).connections).toEqual([])
    expect((await theirs.keys.status()).dataKeys).toEqual([])
    expect(await ours.connections.test(kept.id)).toMatchObject({ ok: true })
    // The audit tells who removed it, and is whole.
    expect((await theirs.audit.list({ newestFirst: true, limit: 1 })).entries).toMatchObject([
      { actor: 'user:1', action: 'tenant.removed', after: { connections: 3, revoked: 1 } },
    ])
    expect(await theirs.audit.verify()).toMatchObject({ ok: true })
    // The id is free, and begins with a key of its own.
    savedIn(await theirs.connections.create(KIND, tokenForm(sandbox)))
    expect((await theirs.keys.status()).dataKeys).toHaveLength(1)
  })

  test('tenants come in pages', async () => {
    const { open, sandbox } = await bench({}, database)
    const connform = await open()
    for (const id of ['c', 'a', 'b']) {
      savedIn(await connform.tenant(id).connections.create(KIND, tokenForm(sandbox), { verify: 'skip' }))
    }
    const first = await connform.tenants.list({ limit: 2 })
    expect(first).toEqual({ tenants: ['a', 'b'], next: 'b' })
    expect(await connform.tenants.list({ limit: 2, after: 'b' })).toEqual({ tenants: ['c'] })
    await expect(connform.tenants.list({ limit: 0 })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  })
})
