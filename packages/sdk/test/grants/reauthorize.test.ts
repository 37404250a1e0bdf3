import { expect, test } from 'vitest'
import { registerApp, saveClient } from '../support/authorize.ts'
import { bench } from '../support/bench.ts'
import { accountOf, customForm, GOOD, savedIn, storefrontForm, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { readRows } from '../support/read-rows.ts'

const GRAPHQL = 'bigcommerce-graphql'
const QUERY = 'query { site { settings { storeName } } }'

/** A connection with a storefront token, made in June and looked at in September. */
async function withToken() {
  const clock = movingClock('2026-06-01T00:00:00Z')
  const at = await bench({ clock })
  const connform = await at.open({ clock })
  const token = at.sandbox.issueStorefrontToken({ hash: GOOD })
  const before = savedIn(await connform.connections.create(GRAPHQL, storefrontForm(token)))
  clock.move({ seconds: 90 * 86_400 })
  const { accessToken, scopes } = customForm(at.sandbox)
  return { ...connform, ...at, before, id: before.id, token, toCustom: { authType: 'custom', accessToken, scopes } }
}

test('a Token connection becomes a Custom one in place, and its storefront token is taken back last', async () => {
  const { connections, client, id, before, toCustom, sandbox } = await withToken()
  sandbox.forgetRequests()
  const result = await connections.reauthorize(id, toCustom)
  expect(result).toMatchObject({
    ok: true,
    revoked: true,
    connection: { id, authType: 'custom', status: 'active', notices: [], createdAt: before.createdAt, revision: 2 },
    test: { ok: true },
  })
  expect(sandbox.requests().map(({ method, path }) => [method, path])).toEqual([
    ['POST', `/stores/${GOOD}/v3/storefront/api-token-private`],
    ['POST', '/graphql'],
    ['DELETE', `/stores/${GOOD}/v3/storefront/api-token`],
  ])
  expect(sandbox.issued().map(({ kind, revoked }) => [kind, revoked])).toEqual([
    ['storefront', true],
    ['private', false],
  ])
  expect(await client(id).graphql(QUERY)).toMatchObject({ status: 200, errors: [] })
})

test.each([
  ['the access token is not good', 'deleted account'],
  ['the access token may issue no tokens', 'store information only'],
])('where %s, nothing is lost', async (_, label) => {
  const { connections, client, id, toCustom, sandbox, file } = await withToken()
  const rows = readRows(file)
  const { accessToken } = accountOf(sandbox, GOOD, label)
  expect(await connections.reauthorize(id, { ...toCustom, accessToken })).toMatchObject({ ok: false })
  expect(readRows(file)).toEqual(rows)
  expect(await client(id).graphql(QUERY)).toMatchObject({ status: 200, errors: [] })
  expect(sandbox.issued()).toMatchObject([{ kind: 'storefront', revoked: false }])
})

test('where the new token fails its test, it is taken back and the old one stays', async () => {
  const { connections, client, id, toCustom, sandbox, file } = await withToken()
  const rows = readRows(file)
  sandbox.setFault(GOOD, { kind: 'revoked-token' }, { path: '/graphql' })
  expect(await connections.reauthorize(id, toCustom)).toMatchObject({ ok: false })
  sandbox.setFault(GOOD, null)
  expect(readRows(file)).toEqual(rows)
  expect(sandbox.issued().map(({ kind, revoked }) => [kind, revoked])).toEqual([
    ['storefront', false],
    ['private', true],
  ])
  expect(await client(id).graphql(QUERY)).toMatchObject({ status: 200 })
})

test('where the old token cannot be taken back, the connection has moved on and the result says so', async () => {
  const { connections, id, toCustom, sandbox } = await withToken()
  sandbox.setFault(GOOD, { kind: 'server-error' }, { path: '/v3/storefront/api-token' })
  expect(await connections.reauthorize(id, toCustom)).toMatchObject({
    ok: true,
    revoked: false,
    connection: { authType: 'custom', status: 'active' },
  })
})

test('where somebody else saves first, the new token is taken back and the old one stays', async () => {
  const { connections, id, toCustom, sandbox, open } = await withToken()
  const other = await open()
  let rename: Promise<unknown> | undefined
  const moving = connections.reauthorize(id, toCustom, {
    onStep: () => {
      rename ??= other.connections.update(id, { name: 'Renamed meanwhile' })
    },
  })
  await expect(moving).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' })
  await rename
  expect(await connections.get(id)).toMatchObject({ name: 'Renamed meanwhile', authType: 'token' })
  expect(sandbox.issued().map(({ kind, revoked }) => [kind, revoked])).toEqual([
    ['storefront', false],
    ['private', true],
  ])
})

test('a reauthorisation must pass its test', async () => {
  const { connections, id, toCustom } = await withToken()
  for (const verify of ['skip', 'report'] as const) {
    const unchecked = connections.reauthorize(id, toCustom, { verify })
    await expect(unchecked).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
  }
})

test('what only a person can grant is not tested beforehand, so that nothing that works is given up for it', async () => {
  const { open, sandbox } = await bench()
  const connform = await open()
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox)))
  const { id: oauthClient } = await saveClient(connform, registerApp(sandbox))
  const patch = { authType: 'oauth2', oauthClient, scopes: ['store_v2_products'] }
  await expect(connform.connections.reauthorize(id, patch)).rejects.toMatchObject({ code: 'ERR_UNSUPPORTED' })
  expect(await connform.connections.test(id)).toMatchObject({ ok: true })
})
