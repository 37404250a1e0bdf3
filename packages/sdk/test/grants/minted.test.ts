import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { accountOf, customForm, GOOD, OTHER, savedIn } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { readRows } from '../support/read-rows.ts'
import { tokensMinted } from '../support/sandbox-requests.ts'

const GRAPHQL = 'bigcommerce-graphql'
const QUERY = 'query { __typename }'

async function connected(form: Record<string, unknown> = {}) {
  const clock = movingClock()
  const at = await bench({ clock })
  const connform = await at.open({ clock })
  const result = await connform.connections.create(GRAPHQL, { ...customForm(at.sandbox), ...form })
  return { ...connform, ...at, clock, result, idOf: () => savedIn(result).id }
}

test('an issued token is sealed apart from the access token, with its end and its scopes', async () => {
  const { file, clock, result } = await connected({ scopes: ['Unauthenticated', 'B2B'] })
  expect(savedIn(result)).toMatchObject({ secrets: { accessToken: { set: true } } })
  const [row] = readRows(file)
  expect(row?.['grant_sealed']).toMatch(/^ey[\w-]+\.\./)
  expect(row?.['grant_sealed']).not.toBe(row?.['sealed'])
  expect(row).toMatchObject({
    grant_expires_at: new Date(clock().getTime() + 86_400_000).toISOString(),
    grant_scopes: '["Unauthenticated","B2B"]',
    grant_issued_at: clock().toISOString(),
  })
})

test('the end of a token is what it says itself, where that is earlier than asked for', async () => {
  const { file, clock, client, idOf, sandbox } = await connected()
  sandbox.setTokenLifetime(600)
  clock.move({ seconds: 86_400 })
  await client(idOf()).graphql(QUERY)
  expect(readRows(file)).toMatchObject([{ grant_expires_at: new Date(clock().getTime() + 600_000).toISOString() }])
  clock.move({ seconds: 600 - 61 })
  await client(idOf()).graphql(QUERY)
  expect(tokensMinted(sandbox)).toHaveLength(2)
  clock.move({ seconds: 1 })
  await client(idOf()).graphql(QUERY)
  expect(tokensMinted(sandbox)).toHaveLength(3)
})

test('one that was revoked at the provider is issued anew, once', async () => {
  const { client, idOf, sandbox } = await connected()
  sandbox.revoke(sandbox.issued()[0]?.token ?? '')
  expect(await client(idOf()).graphql(QUERY)).toMatchObject({ status: 200, errors: [] })
  expect(tokensMinted(sandbox)).toHaveLength(2)
})

test('it is good for the chosen channel and scopes, and no others', async () => {
  const { sandbox, connections, idOf } = await connected({ scopes: ['Customer'] })
  expect(sandbox.issued()).toMatchObject([{ kind: 'private', channelIds: [1], scopes: ['Customer'] }])
  // Without the scope for the settings, the test asks for less.
  expect(await connections.test(idOf())).toMatchObject({ ok: true })
})

test('a test that fails takes back the token that was issued for it, and stores nothing', async () => {
  const clock = movingClock()
  const { open, sandbox, file } = await bench({ clock })
  const { connections } = await open({ clock })
  sandbox.setStorefrontStatus(GOOD, 'HIBERNATION')
  expect(await connections.create(GRAPHQL, customForm(sandbox))).toMatchObject({
    ok: false,
    issues: [{ code: 'store_unavailable' }],
    test: { ok: false, message: expect.stringContaining('hibernation') },
  })
  expect(sandbox.issued()).toMatchObject([{ revoked: true }])
  expect(readRows(file)).toEqual([])
})

test('with report it is kept with the connection, which is marked', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const { connections } = await open({ clock })
  sandbox.setStorefrontStatus(GOOD, 'MAINTENANCE')
  const result = await connections.create(GRAPHQL, customForm(sandbox), { verify: 'report' })
  expect(savedIn(result)).toMatchObject({
    status: 'failing',
    lastTest: { cause: 'store_unavailable', message: expect.stringContaining('maintenance') },
  })
  expect(sandbox.issued()).toMatchObject([{ revoked: false }])
})

test('without a test none is issued before the first call', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const { id } = savedIn(await connform.connections.create(GRAPHQL, customForm(sandbox), { verify: 'skip' }))
  expect(sandbox.issued()).toEqual([])
  expect(await connform.client(id).graphql(QUERY)).toMatchObject({ status: 200 })
  expect(sandbox.issued()).toHaveLength(1)
  expect(await connform.connections.remove(id)).toEqual({ revoked: true, restorableUntil: expect.any(String) })
})

test('an edit that fails its test changes nothing, and the token at hand works on', async () => {
  const { sandbox, connections, client, idOf } = await connected()
  const before = await connections.get(idOf())
  const patch = { storeHash: OTHER, subdomain: `store-${OTHER}`, accessToken: accountOf(sandbox).accessToken }
  expect(await connections.update(idOf(), patch)).toMatchObject({ ok: false })
  expect(await connections.get(idOf())).toEqual(before)
  expect(await client(idOf()).graphql(QUERY)).toMatchObject({ status: 200 })
  expect(sandbox.issued()).toMatchObject([{ revoked: false }])
})

test('a new name leaves the token as it is', async () => {
  const { sandbox, connections, idOf } = await connected()
  await connections.update(idOf(), { name: 'Renamed' })
  expect(sandbox.issued()).toMatchObject([{ revoked: false }])
})

test('a provider that is away keeps nobody from removing, and the answer says that the token lives on', async () => {
  const { sandbox, connections, idOf, result } = await connected()
  sandbox.setFault(GOOD, { kind: 'cut-before-headers' })
  expect(await connections.remove(savedIn(result).id)).toMatchObject({ revoked: false })
  await expect(connections.get(idOf())).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
})

test.each([
  ['a scope of the API account is missing', 'no scope but', 'missing_scope'],
  ['the API account was deleted', 'deleted account', 'bad_credentials'],
])('where %s, no token is issued and the cause is said', async (_, label, cause) => {
  const clock = movingClock()
  const { open, sandbox, file } = await bench({ clock })
  const { connections } = await open({ clock })
  const { accessToken } = accountOf(sandbox, GOOD, label)
  expect(await connections.create(GRAPHQL, { ...customForm(sandbox), accessToken })).toMatchObject({
    ok: false,
    issues: [{ path: ['accessToken'], code: cause }],
  })
  expect(readRows(file)).toEqual([])
})

test('a channel that the store has not is named as the cause', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const { connections } = await open({ clock })
  const form = { ...customForm(sandbox), subdomain: 'cedar-canvas', channelId: 99 }
  expect(await connections.create(GRAPHQL, form)).toMatchObject({
    ok: false,
    test: { cause: 'wrong_store', httpStatus: 422 },
  })
})

test('a channel without a subdomain of its own is asked at the host that bears its number', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const connform = await open({ clock })
  const channel = Object.keys(sandbox.hosts).find((host) => host.startsWith(`store-${GOOD}-`) && !host.includes('-1.'))
  const channelId = Number(channel?.match(/-(\d+)\./)?.[1])
  const form = { ...customForm(sandbox), subdomain: 'cedar-canvas', channelId }
  const created = savedIn(await connform.connections.create(GRAPHQL, form))
  expect(created.derived.baseUrl).toBe(`https://${channel}`)
  const { data } = await connform.client(created.id).graphql('query { site { settings { channelId } } }')
  expect(data).toEqual({ site: { settings: { channelId } } })
})

test('a subdomain that names another channel than the form is refused without a request', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const { connections } = await open({ clock })
  const form = { ...customForm(sandbox), subdomain: `store-${GOOD}-2`, channelId: 3 }
  const result = await connections.create(GRAPHQL, form)
  expect(result.issues.map((issue) => issue.code)).toContain('channel_differs')
  expect(result.ok).toBe(false)
  expect(sandbox.requests()).toEqual([])
})

test('a subdomain that looks like another store is warned about, and the storefront says whose it is', async () => {
  const clock = movingClock()
  const { open, sandbox } = await bench({ clock })
  const { connections } = await open({ clock })
  const result = await connections.create(GRAPHQL, { ...customForm(sandbox), subdomain: `store-${OTHER}` })
  expect(result).toMatchObject({ ok: false, test: { cause: 'wrong_store' } })
  expect(result.issues.map(({ code, severity }) => [code, severity])).toContainEqual(['store_differs', 'warning'])
  expect((await connections.list()).connections).toEqual([])
  expect(sandbox.issued().filter(({ revoked }) => !revoked)).toEqual([])
})
