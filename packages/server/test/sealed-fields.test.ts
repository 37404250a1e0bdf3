import { sealField } from '@connform/vault/browser'
import { expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { bench } from './support/bench.ts'
import { accountOf, OTHER, tokenForm } from './support/forms.ts'
import { login } from './support/login.ts'
import { setupClient, startSetup, storeValues } from './support/setups.ts'

const definition = 'bigcommerce-rest'

/** Seals as a page does. */
async function sealed(
  page: ApiClient,
  text: string,
  place: { field?: string; connection?: string; session?: string } = {},
) {
  const issued = (await page.get(`/sealing-key?definition=${definition}`)).body
  return { sealed: sealField({ ...issued, definition, field: 'accessToken', ...place }, text) }
}

test('a sealed secret is opened, tested and stored, and its envelope opens once', async () => {
  const here = await bench()
  const { page } = await login(here)
  const form = tokenForm(here.sandbox)
  const input = { ...form, accessToken: await sealed(page, form['accessToken']!) }
  const made = await page.post('/connections', { definition, input })
  expect(made.body).toMatchObject({ connection: { secrets: { accessToken: { set: true } } }, test: { ok: true } })
  expect((await page.post('/connections', { definition, input })).body).toMatchObject({
    status: 422,
    code: 'invalid_input',
    issues: [{ path: ['accessToken'], code: 'sealed_unreadable' }],
  })
})

test('an edit is sealed for its connection, and opens for no other', async () => {
  const here = await bench()
  const { page } = await login(here)
  const { id } = (await page.post('/connections', { definition, input: tokenForm(here.sandbox) })).body.connection
  const { accessToken, clientId } = accountOf(here.sandbox, OTHER)
  const patchWith = async (connection?: string) => ({
    storeHash: OTHER,
    clientId,
    accessToken: await sealed(page, accessToken, connection === undefined ? {} : { connection }),
  })
  const unbound = await page.send('PATCH', `/connections/${id}`, { body: { patch: await patchWith() } })
  expect(unbound.body).toMatchObject({ issues: [{ path: ['accessToken'], code: 'sealed_unreadable' }] })
  const bound = await page.send('PATCH', `/connections/${id}`, { body: { patch: await patchWith(id) } })
  expect(bound.body).toMatchObject({ connection: { values: { storeHash: OTHER } }, test: { ok: true } })
})

test('what one session sealed opens for no other', async () => {
  const here = await bench()
  const [one, other] = [await login(here), await login(here)]
  const form = tokenForm(here.sandbox)
  const input = { ...form, accessToken: await sealed(one.page, form['accessToken']!) }
  expect((await other.page.post('/connections', { definition, input })).body.issues).toMatchObject([
    { code: 'sealed_unreadable' },
  ])
  const issued = (await one.page.get('/sealing-key')).body
  expect(one.cookie).not.toContain(issued.session)
  expect(issued.session).not.toContain('cfs_')
})

test.each([
  ['a field that is no secret', { name: { sealed: 'x' } }, 'name'],
  ['a field that is not known', { other: { sealed: 'x' } }, 'other'],
  ['a place below a field', { accessToken: { a: { sealed: 'x' } } }, 'accessToken'],
  ['a list', { scopes: [{ sealed: 'x' }] }, 'scopes'],
  ['a place with more beside it', { accessToken: { sealed: 'x', more: 1 } }, 'accessToken'],
  ['no text', { accessToken: { sealed: 1 } }, 'accessToken'],
  ['the form as a whole', { sealed: 'x' }, 'sealed'],
])('something sealed in the place of %s is an issue there', async (_, odd, field) => {
  const here = await bench()
  const { page } = await login(here)
  const input = { ...tokenForm(here.sandbox), ...odd }
  const answer = await page.post('/connections', { definition, input })
  expect(answer.body).toMatchObject({ status: 422, issues: [{ path: [field], code: 'sealed_misplaced' }] })
})

test("an OAuth client's secret is sealed like any other", async () => {
  const here = await bench()
  const { page } = await login(here)
  const [app] = here.sandbox.apps
  const clientSecret = await sealed(page, app!.clientSecret, { field: 'clientSecret' })
  const made = await page.post('/oauth-clients', {
    definition,
    input: { name: 'Our app', clientId: app!.clientId, clientSecret },
  })
  expect(made.body).toMatchObject({ oauthClient: { secrets: { clientSecret: { set: true } } } })
})

test('a secret of a slot is sealed for its definition, with a connection there or without', async () => {
  const here = await bench()
  const { page } = await login(here)
  const sealedValues = async (hash?: string) => {
    const values = storeValues(here, hash)
    return { ...values, accessToken: await sealed(page, values['accessToken'] ?? '') }
  }
  const values = await sealedValues()
  const connect = { slot: 'store', values }
  const started = await page.post('/setups', { document: 'akeneo-app', connect })
  expect(started.body, started.text).toMatchObject({ test: { ok: true } })
  const setup = setupClient(page, started.body.setup.id)
  expect((await setup.connect('store', { values })).body).toMatchObject({
    status: 422,
    issues: [{ path: ['accessToken'], code: 'sealed_unreadable' }],
  })
  const other = await setup.connect('store', { values: await sealedValues(OTHER) })
  expect(other.body, other.text).toMatchObject({
    setup: { slots: { store: { connection: { values: { storeHash: OTHER } } } } },
    test: { ok: true },
  })
})

test('something sealed that is no secret of the slot is an issue there, and nothing is asked for a slot that is not there', async () => {
  const here = await bench()
  const { page } = await login(here)
  const setup = await startSetup(page)
  const values = { ...storeValues(here), storeHash: await sealed(page, OTHER, { field: 'storeHash' }) }
  expect((await setup.connect('store', { values })).body).toMatchObject({
    issues: [{ path: ['storeHash'], code: 'sealed_misplaced' }],
  })
  const odd = await setup.connect('nothing', { values })
  expect(odd.body).toMatchObject({ status: 400, code: 'ERR_OPTION_INVALID' })
  const start = { document: 'celigo-rest', connect: { slot: '__proto__', values } }
  expect((await page.post('/setups', start)).body).toMatchObject({ status: 400, code: 'ERR_OPTION_INVALID' })
})
