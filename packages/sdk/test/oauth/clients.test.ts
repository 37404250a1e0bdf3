import { MASK, StoreConflictError } from 'connform'
import { expect, test } from 'vitest'
import {
  authorizedConnection,
  oauthForm,
  pendingConnection,
  REST,
  registerApp,
  saveClient,
} from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { accountOf, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'

test('an OAuth client is saved, shown without its secret, renamed and removed', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench()
  const connform = await open({ clock })
  const { oauthClients } = connform
  const app = registerApp(sandbox)
  const saved = await saveClient(connform, app)
  const savedAt = clock().toISOString()
  expect(saved).toEqual({
    id: expect.any(String),
    definition: REST,
    name: 'Our app',
    clientId: app.clientId,
    secrets: { clientSecret: { set: true, updatedAt: savedAt } },
    revision: 1,
    createdAt: savedAt,
    updatedAt: savedAt,
  })
  clock.move({ seconds: 60 })
  const renamed = await oauthClients.update(saved.id, { name: 'Renamed' })
  expect(renamed).toMatchObject({ ok: true, client: { name: 'Renamed', revision: 2, secrets: saved.secrets } })
  expect(await oauthClients.list()).toEqual([await oauthClients.get(saved.id)])
  expect(await oauthClients.list('bigcommerce-graphql')).toEqual([])

  await oauthClients.remove(saved.id)
  expect(await oauthClients.list()).toEqual([])
  const gone = { code: 'ERR_OAUTH_CLIENT_NOT_FOUND' }
  await expect(oauthClients.get(saved.id)).rejects.toMatchObject(gone)
  await expect(oauthClients.update(saved.id, {})).rejects.toMatchObject(gone)
  await expect(oauthClients.remove(saved.id)).rejects.toMatchObject(gone)
})

test.each([undefined, '', '  ', MASK])('a saved secret is kept where it is given as %j', async (clientSecret) => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const app = registerApp(sandbox)
  const { id, secrets } = await saveClient(connform, app)
  const patch = { name: 'Renamed', clientId: app.clientId, ...(clientSecret === undefined ? {} : { clientSecret }) }
  expect(await connform.oauthClients.update(id, patch)).toMatchObject({ ok: true, client: { secrets } })
})

test('a secret must be typed again for another client ID, and cannot be cleared or left out', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const app = registerApp(sandbox)
  const { id } = await saveClient(connform, app)
  const wanted = { ok: false, issues: [{ path: ['clientSecret'], code: 'secret_required' }] }
  const other = sandbox.apps[1]
  expect(await connform.oauthClients.update(id, { clientId: other?.clientId })).toMatchObject(wanted)
  expect(await connform.oauthClients.update(id, { clientId: other?.clientId, clientSecret: MASK })).toMatchObject(
    wanted,
  )
  expect(await connform.oauthClients.update(id, { clientSecret: null })).toMatchObject(wanted)
  const { clientId, clientSecret } = other ?? app
  expect(await connform.oauthClients.update(id, { clientId, clientSecret })).toMatchObject({
    ok: true,
    client: { clientId },
  })
  const incomplete = await connform.oauthClients.create(REST, { name: 'No secret', clientId })
  expect(incomplete).toMatchObject({ ok: false, issues: [{ path: ['clientSecret'], code: 'required' }] })
  expect(await connform.oauthClients.list()).toHaveLength(1)
})

test('an edit that somebody else was faster with changes nothing', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id, revision } = await saveClient(connform, registerApp(sandbox))
  await connform.oauthClients.update(id, { name: 'First' })
  const second = connform.oauthClients.update(id, { name: 'Second' }, { revision })
  await expect(second).rejects.toBeInstanceOf(StoreConflictError)
  await expect(second).rejects.toMatchObject({ message: expect.stringContaining('OAuth client') })
  expect(await connform.oauthClients.get(id)).toMatchObject({ name: 'First' })
})

test('a client in use is not removed, and the refusal names where', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench()
  const connform = await open({ clock })
  const { connections, oauthClients } = connform
  const { id } = await saveClient(connform, registerApp(sandbox))
  const first = await pendingConnection(connform, id)
  for (let index = 1; index <= 5; index++) {
    clock.move({ seconds: 1 })
    savedIn(await connections.create(REST, { ...oauthForm(id), name: `Shop ${index}` }))
  }
  await expect(oauthClients.remove(id)).rejects.toMatchObject({
    code: 'ERR_OAUTH_CLIENT_IN_USE',
    message: 'This OAuth client is used by Production, Shop 1, Shop 2, Shop 3, Shop 4 and more.',
  })
  const { connections: all } = await connections.list()
  for (const { id: connection } of all.slice(1)) await connections.remove(connection, { purge: true })
  await expect(oauthClients.remove(id)).rejects.toMatchObject({
    message: 'This OAuth client is used by Production.',
  })
  await connections.update(first, tokenForm(sandbox))
  await oauthClients.remove(id)
  expect(await oauthClients.list()).toEqual([])
})

test('a client belongs to its tenant', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = await saveClient(connform, registerApp(sandbox))
  const other = connform.tenant('other')
  expect(await other.oauthClients.list()).toEqual([])
  await expect(other.oauthClients.get(id)).rejects.toMatchObject({ code: 'ERR_OAUTH_CLIENT_NOT_FOUND' })
  expect(await other.connections.create(REST, oauthForm(id))).toMatchObject({
    issues: [{ code: 'oauth_client_unknown' }],
  })
})

test('a new secret signs the next exchange, and every connection of the client', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const id = await authorizedConnection(connform, sandbox)
  const [client] = await connform.oauthClients.list()
  const clientSecret = accountOf(sandbox).clientSecret
  registerApp(sandbox, { clientSecret })
  expect(await connform.oauthClients.update(client?.id ?? '', { clientSecret })).toMatchObject({ ok: true })
  const { query } = sandbox.startInstall({ clientId: client?.clientId ?? '', hash: 'ci4bzn8adz' })
  const redirectUri = sandbox.apps[0]?.redirectUris[0] ?? ''
  const installed = await connform.oauth.handleInstall({ ...query }, { client: client?.id ?? '', redirectUri })
  expect(installed).toMatchObject({ ok: true, connection: { id } })
})
