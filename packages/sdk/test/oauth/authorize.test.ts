import { expect, test } from 'vitest'
import {
  authorizedConnection,
  CALLBACK,
  decide,
  pendingConnection,
  registerApp,
  saveClient,
} from '../support/authorize.ts'
import { type Bench, bench } from '../support/bench.ts'
import { GOOD, OTHER, savedIn, tokenForm } from '../support/forms.ts'
import { movingClock } from '../support/moving-clock.ts'
import { readRows } from '../support/read-rows.ts'

/** A connection that waits, with the app it waits for. */
async function waiting(at: Bench, traits: Parameters<typeof registerApp>[1] = {}) {
  const connform = await at.open()
  const app = registerApp(at.sandbox, traits)
  const client = await saveClient(connform, app)
  const id = await pendingConnection(connform, client.id)
  return { ...connform, id, app, authorize: () => connform.connections.authorize(id, { redirectUri: CALLBACK }) }
}

const nothingGranted = { status: 'pending', grant_sealed: null, last_test: null, revision: 1 }

test('the link asks for the scopes of the form, in the account of the form, with a state nobody can guess', async () => {
  const at = await bench()
  const { authorize, app } = await waiting(at)
  const [first, second] = [await authorize(), await authorize()]
  const url = new URL(first.url)
  expect(url.origin + url.pathname).toBe('https://login.bigcommerce.com/oauth2/authorize')
  const { state, ...asked } = Object.fromEntries(url.searchParams)
  expect(asked).toEqual({
    response_type: 'code',
    client_id: app.clientId,
    redirect_uri: CALLBACK,
    scope: 'store_v2_products store_v2_information_read_only',
    context: `stores/${GOOD}`,
  })
  expect(state).toMatch(/^[\w-]{43}$/)
  expect(new URL(second.url).searchParams.get('state')).not.toBe(state)
  expect(Date.parse(first.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000)
})

test('an approval is finished by another connform on the same file, and the token is sealed', async () => {
  const at = await bench()
  const { authorize, id } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  const other = await at.open()
  expect(await other.oauth.handleCallback(query)).toMatchObject({
    ok: true,
    connection: { id, status: 'active', secrets: {}, lastTest: { ok: true }, revision: 2 },
    test: { ok: true, account: { name: 'Cedar & Canvas' } },
  })
  const [row] = readRows(at.file)
  expect(row).toMatchObject({ grant_sealed: expect.stringMatching(/^ey/), grant_expires_at: null, sealed: null })
  expect(JSON.parse(String(row?.['grant_scopes']))).toEqual(expect.arrayContaining(['store_v2_products']))
})

test('a state is good once, whatever came of it', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  expect(await oauth.handleCallback(query)).toMatchObject({ ok: true })
  expect(await oauth.handleCallback(query)).toMatchObject({ ok: false, issues: [{ code: 'state_unknown' }] })

  const { url } = await authorize()
  const state = new URL(url).searchParams.get('state') ?? ''
  expect(await oauth.handleCallback({ state, code: 'none' })).toMatchObject({ issues: [{ code: 'expired' }] })
  expect(await oauth.handleCallback(await decide(at.sandbox, url))).toMatchObject({
    issues: [{ code: 'state_unknown' }],
  })
})

test('a state is good for ten minutes, to the second', async () => {
  const clock = movingClock()
  const at = await bench()
  const { id } = await waiting(at)
  const connform = await at.open({ clock })
  const begin = () => connform.connections.authorize(id, { redirectUri: CALLBACK })
  const late = await decide(at.sandbox, (await begin()).url)
  clock.move({ seconds: 601 })
  expect(await connform.oauth.handleCallback(late)).toMatchObject({ ok: false, issues: [{ code: 'state_unknown' }] })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
  const inTime = await decide(at.sandbox, (await begin()).url)
  clock.move({ seconds: 600 })
  expect(await connform.oauth.handleCallback(inTime)).toMatchObject({ ok: true })
})

test('a state is bound to its tenant and its connection', async () => {
  const at = await bench()
  const { authorize, connections, tenant, oauth, id } = await waiting(at)
  const foreign = await decide(at.sandbox, (await authorize()).url)
  expect(await tenant('other').oauth.handleCallback(foreign)).toMatchObject({
    ok: false,
    issues: [{ code: 'state_unknown' }],
  })
  const gone = await decide(at.sandbox, (await authorize()).url)
  await connections.remove(id)
  expect(await oauth.handleCallback(gone)).toMatchObject({ ok: false, issues: [{ code: 'connection_gone' }] })
})

test.each([{}, { state: 'x'.repeat(43), code: 'abc' }, { code: 'abc' }, { state: '' }])(
  'a callback that nobody began is refused without a request: %j',
  async (query) => {
    const at = await bench()
    const { oauth } = await waiting(at)
    expect(await oauth.handleCallback(query)).toMatchObject({ ok: false, issues: [{ code: 'state_unknown' }] })
    expect(at.sandbox.requests()).toEqual([])
  },
)

test('the state itself stands nowhere in the database', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const state = new URL((await authorize()).url).searchParams.get('state') ?? ''
  expect(JSON.stringify(readRows(at.file, 'authorizations'))).not.toContain(state)
  expect(readRows(at.file, 'authorizations')).toHaveLength(1)
  await oauth.handleCallback({ state, error: 'access_denied' })
  expect(readRows(at.file, 'authorizations')).toEqual([])
})

test('a denial stores nothing and says so', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url, 'deny')
  expect(await oauth.handleCallback(query)).toMatchObject({
    ok: false,
    issues: [{ code: 'access_denied', message: 'The authorisation was denied.' }],
  })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
})

test("a provider's own words are not repeated where they are none of the standard's", async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const state = new URL((await authorize()).url).searchParams.get('state') ?? ''
  const result = await oauth.handleCallback({ state, error: 'call +44 20 7946 0000 to unlock' })
  expect(result).toMatchObject({ ok: false, issues: [{ code: 'not_granted' }] })
  expect(JSON.stringify(result)).not.toContain('7946')
})

test.each([
  ['granted for', { grantedContext: `stores/${OTHER}` }],
  ['answered for', { answeredContext: `stores/${OTHER}` }],
])('a token %s another store is refused, and nothing is stored', async (_, traits) => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at, traits)
  const query = await decide(at.sandbox, (await authorize()).url)
  expect(await oauth.handleCallback(query)).toMatchObject({
    ok: false,
    issues: [{ path: ['storeHash'], code: 'wrong_store', hint: expect.stringContaining('authorise it there') }],
  })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
})

test('a token with fewer scopes than were asked for is refused, and the missing ones are named', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at, { answeredScopes: ['store_v2_products_read_only'] })
  const query = await decide(at.sandbox, (await authorize()).url)
  expect(await oauth.handleCallback(query)).toMatchObject({
    ok: false,
    issues: [
      {
        path: ['scopes'],
        code: 'missing_scope',
        message: 'The authorisation lacks Products (modify), Information & Settings (read-only).',
      },
    ],
  })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
})

test('a scope that includes the one asked for is enough', async () => {
  const at = await bench()
  const answeredScopes = ['store_v2_products', 'store_v2_information']
  const { authorize, oauth } = await waiting(at, { answeredScopes })
  expect(await oauth.handleCallback(await decide(at.sandbox, (await authorize()).url))).toMatchObject({ ok: true })
})

test('scopes that a profile requires must have been granted too', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  expect(await oauth.handleCallback(query, { profile: 'akeneo-app' })).toMatchObject({
    ok: false,
    issues: [{ code: 'missing_scope', message: expect.stringContaining('Channel Settings (modify)') }],
  })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
  const unknown = oauth.handleCallback(await decide(at.sandbox, (await authorize()).url), { profile: 'nothing' })
  await expect(unknown).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
})

test('a token that does not work is refused by its test, and nothing is stored', async () => {
  const at = await bench()
  const { authorize, oauth } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  at.sandbox.setFault(GOOD, { kind: 'suspended' })
  expect(await oauth.handleCallback(query)).toMatchObject({
    ok: false,
    issues: [{ code: 'store_unavailable' }],
    test: { ok: false, httpStatus: 503 },
  })
  expect(readRows(at.file)).toMatchObject([nothingGranted])
})

test('an edit while the person decides is kept, and so is the token', async () => {
  const at = await bench()
  const { authorize, oauth, connections, id } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  await connections.update(id, { name: 'Renamed meanwhile' })
  expect(await oauth.handleCallback(query)).toMatchObject({
    ok: true,
    connection: { name: 'Renamed meanwhile', status: 'active', revision: 3 },
  })
})

test('a connection that has become another one while the person decided takes no token', async () => {
  const at = await bench()
  const { authorize, oauth, connections, id } = await waiting(at)
  const query = await decide(at.sandbox, (await authorize()).url)
  savedIn(await connections.update(id, tokenForm(at.sandbox)))
  expect(await oauth.handleCallback(query)).toMatchObject({ ok: false, issues: [{ code: 'connection_gone' }] })
  expect(await connections.get(id)).toMatchObject({ authType: 'token', status: 'active', revision: 2 })
})

test('a test and an authorisation at the same time lose neither', async () => {
  const at = await bench()
  const connform = await at.open()
  const id = await authorizedConnection(connform, at.sandbox)
  const { url } = await connform.connections.authorize(id, { redirectUri: CALLBACK })
  const query = await decide(at.sandbox, url)
  const [result] = await Promise.all([
    connform.oauth.handleCallback(query),
    connform.connections.update(id, { name: 'New' }),
  ])
  expect(result).toMatchObject({ ok: true })
  expect(await connform.connections.get(id)).toMatchObject({ name: 'New', status: 'active' })
  expect(await connform.client(id).request('GET', '/v2/store')).toMatchObject({ ok: true })
})

test('only what a person has to grant is authorised in a browser', async () => {
  const at = await bench()
  const { connections } = await at.open()
  const { id } = savedIn(await connections.create('bigcommerce-rest', tokenForm(at.sandbox)))
  await expect(connections.authorize(id, { redirectUri: CALLBACK })).rejects.toMatchObject({ code: 'ERR_UNSUPPORTED' })
})

test('one callback address serves every tenant where that is asked for, and else a tenant finishes its own alone', async () => {
  const at = await bench()
  const here = await at.open()
  const there = here.tenant('acme')
  const client = await saveClient(there, registerApp(at.sandbox))
  const id = await pendingConnection(there, client.id)
  const begin = async () => decide(at.sandbox, (await there.connections.authorize(id, { redirectUri: CALLBACK })).url)
  expect(await here.oauth.handleCallback(await begin())).toMatchObject({ issues: [{ code: 'state_unknown' }] })
  const result = await here.oauth.handleCallback(await begin(), { anyTenant: true })
  expect(result).toMatchObject({ ok: true, connection: { id, status: 'active' } })
  await expect(here.connections.get(id)).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
})
