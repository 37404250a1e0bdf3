import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { customForm, GOOD, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { asked } from '../support/sandbox-requests.ts'

const KIND = 'bigcommerce-rest'
const gone = { code: 'ERR_CONNECTION_NOT_FOUND' }
const MINT = '/api-token-private'
const QUERY = 'query { __typename }'

describe.each(databases)('on $name', (database) => {
  test('a removed connection is out of use, and works again once restored', async () => {
    const { open, sandbox } = await bench({}, database)
    const clock = movingClock()
    const { connections, ...connform } = await open({ clock })
    const { id } = savedIn(await connections.create(KIND, tokenForm(sandbox)))
    expect(await connections.remove(id)).toEqual({ restorableUntil: '2026-10-01T12:00:00.000Z' })

    for (const use of [connections.get, connections.test, connections.remove] as const) {
      await expect(use(id)).rejects.toMatchObject(gone)
    }
    await expect(connform.client(id).request('GET', '/v2/store')).rejects.toMatchObject(gone)
    await expect(connections.update(id, { name: 'Back' })).rejects.toMatchObject(gone)
    expect((await connections.list()).connections).toEqual([])
    expect((await connections.list({ removed: true })).connections).toMatchObject([
      { id, removedAt: '2026-09-01T12:00:00.000Z' },
    ])

    expect(await connections.restore(id)).toMatchObject({ id, status: 'active' })
    expect(await connections.test(id)).toMatchObject({ ok: true })
    expect((await connections.list({ removed: true })).connections).toEqual([])
    await expect(connections.restore(id)).rejects.toMatchObject(gone)

    await connections.remove(id)
    clock.move({ seconds: 30 * 24 * 60 * 60 })
    await expect(connections.restore(id)).rejects.toMatchObject(gone)
  })

  test('an issued token is taken back when its connection is removed, and another is issued after it is restored', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections, ...connform } = await open()
    const { id } = savedIn(await connections.create('bigcommerce-graphql', customForm(sandbox)))
    const live = () => sandbox.issued().filter(({ kind, revoked }) => kind === 'private' && !revoked).length
    expect(live()).toBe(1)
    expect(await connections.remove(id)).toMatchObject({ revoked: true })
    expect(live()).toBe(0)
    await connections.restore(id)
    expect(await connform.client(id).graphql('query { __typename }')).toMatchObject({ errors: [] })
    expect(live()).toBe(1)
  })

  test('a purge leaves nothing of it, before or after it was removed', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections, ...connform } = await open()
    const one = savedIn(await connections.create(KIND, tokenForm(sandbox)))
    const two = savedIn(await connections.create(KIND, tokenForm(sandbox)))
    await connections.remove(one.id)
    expect(await connections.remove(one.id, { purge: true })).toEqual({})
    expect(await connections.remove(two.id, { purge: true })).toEqual({})
    await expect(connections.remove(two.id, { purge: true })).rejects.toMatchObject(gone)
    expect((await connections.list({ removed: true })).connections).toEqual([])
    expect((await connform.keys.status({ counts: true })).dataKeys).toMatchObject([{ sealed: 0 }])
  })

  test('a removal that expects another revision changes nothing', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections } = await open()
    const { id, revision } = savedIn(await connections.create(KIND, tokenForm(sandbox)))
    savedIn(await connections.update(id, { name: 'Changed' }))
    for (const purge of [false, true]) {
      await expect(connections.remove(id, { revision, purge })).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' })
    }
    expect(await connections.get(id)).toMatchObject({ name: 'Changed' })
  })

  test('a removal that waits for a renewal still expects the revision it was given', async () => {
    const clock = movingClock()
    const { open, sandbox } = await bench({ clock }, database)
    const [connform, other] = [await open({ clock }), await open({ clock })]
    const { id, revision } = savedIn(await connform.connections.create('bigcommerce-graphql', customForm(sandbox)))
    clock.move({ seconds: 24 * 60 * 60 })
    sandbox.forgetRequests()
    sandbox.setFault(GOOD, { kind: 'slow', delayMs: 500 }, { path: `/v3/storefront${MINT}` })
    const calling = other.client(id).graphql(QUERY)
    await asked(sandbox, MINT)
    const removing = connform.connections.remove(id, { revision, purge: true }).catch((error: unknown) => error)
    savedIn(await other.connections.update(id, { name: 'Changed' }))
    expect(await removing).toMatchObject({ code: 'ERR_STORE_CONFLICT' })
    expect(await calling).toMatchObject({ errors: [] })
    expect(await connform.connections.get(id)).toMatchObject({ name: 'Changed' })
  })

  test('a removal while a token is being issued takes that token back, be it the first', async () => {
    const { open, sandbox } = await bench({}, database)
    const [connform, other] = [await open(), await open()]
    const { id } = savedIn(await connform.connections.create('bigcommerce-graphql', customForm(sandbox)))
    await connform.connections.remove(id)
    await connform.connections.restore(id)
    sandbox.forgetRequests()
    sandbox.setFault(GOOD, { kind: 'slow', delayMs: 500 }, { path: `/v3/storefront${MINT}` })
    const calling = other
      .client(id)
      .graphql(QUERY)
      .catch((error: unknown) => error)
    await asked(sandbox, MINT)
    await connform.connections.remove(id)
    await calling
    expect(sandbox.issued().filter(({ kind, revoked }) => kind === 'private' && !revoked)).toEqual([])
    expect((await connform.connections.restore(id)).status).toBe('active')
  })

  test('restored by two at once, it is restored once', async () => {
    const { open, sandbox } = await bench({}, database)
    const [connform, other] = [await open(), await open()]
    const { id } = savedIn(await connform.connections.create(KIND, tokenForm(sandbox)))
    await connform.connections.remove(id)
    await Promise.allSettled([connform, other, connform, other].map(({ connections }) => connections.restore(id)))
    expect(await connform.connections.get(id)).toMatchObject({ revision: 3 })
    expect((await connform.audit.list({ action: 'connection.restored' })).entries).toHaveLength(1)
  })

  test('an OAuth client that a removed connection needs is kept until that is purged', async () => {
    const { open, sandbox } = await bench({}, database)
    const { connections, oauthClients } = await open()
    const [app] = sandbox.apps
    const client = await oauthClients.create(KIND, {
      name: 'App',
      clientId: app?.clientId,
      clientSecret: app?.clientSecret,
    })
    if (!client.ok) throw new Error('The client was not saved.')
    const { storeHash } = tokenForm(sandbox)
    const form = {
      name: 'App',
      authType: 'oauth2',
      storeHash,
      oauthClient: client.client.id,
      scopes: ['store_v2_products'],
    }
    const { id } = savedIn(await connections.create(KIND, form))
    await connections.remove(id)
    await expect(oauthClients.remove(client.client.id)).rejects.toMatchObject({
      code: 'ERR_OAUTH_CLIENT_IN_USE',
      message: expect.stringContaining('App (removed)'),
    })
    expect(await connections.restore(id)).toMatchObject({ status: 'pending' })
    await connections.remove(id, { purge: true })
    await oauthClients.remove(client.client.id)
  })
})
