import { expect, test } from 'vitest'
import { authorizedConnection, CALLBACK, decide, oauthForm, REST } from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { GOOD, OTHER, savedIn } from '../support/forms.ts'
import { readRows } from '../support/read-rows.ts'

test('REST OAuth 2.0 goes from create to remove', async () => {
  const { open, sandbox, file } = await bench()
  const connform = await open()
  const { connections } = connform
  const id = await authorizedConnection(connform, sandbox)
  expect(await connections.get(id)).toMatchObject({
    authType: 'oauth2',
    status: 'active',
    secrets: {},
    lastTest: { ok: true, account: { name: 'Cedar & Canvas' } },
  })
  expect(await connections.test(id)).toMatchObject({ ok: true })
  const client = connform.client(id)
  expect(await client.request('GET', '/v2/store')).toMatchObject({ ok: true, data: { id: GOOD } })

  expect(savedIn(await connections.update(id, { name: 'Renamed' }))).toMatchObject({ status: 'active' })
  expect(await client.request('GET', '/v2/store')).toMatchObject({ ok: true })

  await connections.remove(id, { purge: true })
  expect(readRows(file)).toEqual([])
})

test('other scopes are asked for at the next authorisation, and the token at hand works on until then', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { connections, oauth } = connform
  const id = await authorizedConnection(connform, sandbox)
  const scopes = ['store_v2_products', 'store_v2_information_read_only', 'store_v2_orders']
  expect(savedIn(await connections.update(id, { scopes }))).toMatchObject({ status: 'active', values: { scopes } })
  expect(await connform.client(id).request('GET', '/v2/store')).toMatchObject({ ok: true })

  const { url } = await connections.authorize(id, { redirectUri: CALLBACK })
  expect(new URL(url).searchParams.get('scope')).toBe(scopes.join(' '))
  expect(await oauth.handleCallback(await decide(sandbox, url))).toMatchObject({ ok: true })
  expect(sandbox.issued().at(-1)?.scopes).toEqual(expect.arrayContaining(scopes))
})

test('for another store it waits for another authorisation, and asks for nothing before', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const id = await authorizedConnection(connform, sandbox)
  const moved = savedIn(await connform.connections.update(id, { storeHash: OTHER }))
  expect(moved).toMatchObject({ status: 'pending', values: { storeHash: OTHER }, lastTest: null })
  sandbox.forgetRequests()
  await expect(connform.client(id).request('GET', '/v2/store')).rejects.toMatchObject({
    code: 'ERR_GRANT_REFUSED',
    message: expect.stringContaining('not been authorised'),
  })
  expect(await connform.connections.test(id)).toMatchObject({ ok: false, cause: 'expired' })
  expect((await connform.connections.get(id)).status).toBe('pending')
  expect(sandbox.requests()).toEqual([])
})

test('a token that the store has ended marks the connection, and no request follows until it is authorised again', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { connections, oauth } = connform
  const id = await authorizedConnection(connform, sandbox)
  sandbox.revoke(sandbox.issued().at(-1)?.token ?? '')
  sandbox.forgetRequests()
  const call = () => connform.client(id).request('GET', '/v2/store')
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(call()).rejects.toMatchObject({ code: 'ERR_GRANT_REFUSED', reason: 'expired' })
  }
  expect(sandbox.requests()).toHaveLength(1)
  expect((await connections.list({ status: 'needs_reauth' })).connections).toMatchObject([{ id }])

  const { url } = await connections.authorize(id, { redirectUri: CALLBACK })
  expect(await oauth.handleCallback(await decide(sandbox, url))).toMatchObject({ ok: true })
  expect(await call()).toMatchObject({ ok: true })
})

test('a client that is not there, or for another kind of connection, is an issue of the form', async () => {
  const { open, sandbox } = await bench()
  const { connections, oauthClients } = await open()
  const { clientId, clientSecret } = sandbox.apps[0] ?? { clientId: '', clientSecret: '' }
  const other = await oauthClients.create('bigcommerce-graphql', { name: 'Other', clientId, clientSecret })
  for (const client of ['nobody', other.ok ? other.client.id : '']) {
    expect(await connections.create(REST, oauthForm(client))).toMatchObject({
      ok: false,
      issues: [{ path: ['oauthClient'], code: 'oauth_client_unknown' }],
    })
  }
  expect((await connections.list()).connections).toEqual([])
})

test('switching on does not make a connection work that waits for a person', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const id = await authorizedConnection(connform, sandbox)
  const { connections } = connform
  await connections.update(id, { storeHash: OTHER })
  expect(await connections.setStatus(id, 'active')).toMatchObject({ status: 'pending' })
  expect(await connections.setStatus(id, 'inactive')).toMatchObject({ status: 'inactive' })
  expect(await connections.setStatus(id, 'active')).toMatchObject({ status: 'pending' })
})
