import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'
import { pimValues } from './support/setups.ts'

const twice = { max: 2, windowMs: 60_000 }

test('each principal has its own limit, and is told when to come again', async () => {
  const { as } = await bench({ server: { rateLimits: { general: twice } } })
  const [one, other] = [await as('viewer'), await as('viewer')]
  for (const status of [200, 200, 429]) expect((await one.get('/definitions')).status).toBe(status)
  const refused = await one.get('/definitions')
  expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await other.get('/definitions')).status).toBe(200)
})

test('what asks a provider is limited per tenant, and other tenants go on', async () => {
  const { as, sandbox } = await bench({ server: { rateLimits: { outgoing: twice } } })
  const [one, two, other] = [await as('editor', 'acme'), await as('editor', 'acme'), await as('editor', 'other')]
  const body = { definition: 'bigcommerce-rest', input: tokenForm(sandbox) }
  const { id } = (await one.post('/connections', body)).body.connection
  expect((await two.post(`/connections/${id}/test`)).status).toBe(200)
  expect((await two.post(`/connections/${id}/test`)).status).toBe(429)
  expect((await one.get(`/connections/${id}/options/channels`)).status).toBe(429)
  expect((await one.get(`/connections/${id}`)).status).toBe(200)
  expect((await other.post('/connections', body)).status).toBe(201)
})

test('what a setup asks of a connected system counts with it', async () => {
  const here = await bench({ server: { rateLimits: { outgoing: { max: 3, windowMs: 60_000 } } } })
  const [editor, viewer] = [await here.as('editor'), await here.as('viewer')]
  const connect = { slot: 'pim', values: pimValues(here) }
  const { id } = (await editor.post('/setups', { document: 'akeneo-app', connect })).body.setup
  expect((await editor.post(`/setups/${id}/slots/pim/test`)).status).toBe(200)
  expect((await viewer.get(`/setups/${id}/options/channel`)).status).toBe(200)
  expect((await viewer.get(`/setups/${id}/options/channel?refresh=true`)).status).toBe(429)
  expect((await editor.post(`/setups/${id}/slots/pim/test`)).status).toBe(429)
  expect((await editor.send('PATCH', `/setups/${id}/settings`, { body: { settings: {} } })).status).toBe(429)
  expect((await viewer.get(`/setups/${id}`)).status).toBe(200)
})

test('who fails to say who they are is limited by address, and so are logins', async () => {
  const { anybody, as } = await bench({ server: { rateLimits: { failure: twice, login: twice } } })
  // A page that was opened before anybody has logged in.
  for (let count = 0; count < 4; count += 1) expect((await anybody().get('/session')).status).toBe(401)
  const nobody = anybody({ authorization: 'Bearer cf_wrong' })
  for (const status of [401, 401, 429]) expect((await nobody.get('/connections')).status).toBe(status)
  expect((await (await as('viewer')).get('/connections')).status).toBe(200)
  for (const status of [401, 401, 429]) {
    expect((await anybody().post('/session', { token: 'cfl_wrong' })).status).toBe(status)
  }
})

test.each([{ authorization: 'Basic d3Jvbmc=' }, { cookie: 'connform_session=cfs_wrong' }])(
  'whatever stands where credentials belong counts as a failure: %o',
  async (headers) => {
    const { anybody } = await bench({ server: { rateLimits: { failure: twice } } })
    for (const status of [401, 401, 429]) expect((await anybody(headers).get('/session')).status).toBe(status)
  },
)

test('limits can be left out', async () => {
  const off = { general: false, outgoing: false, login: false, failure: false } as const
  const { anybody } = await bench({ server: { rateLimits: off } })
  const wrong = anybody({ authorization: 'Bearer cf_wrong' })
  for (let count = 0; count < 40; count += 1) expect((await wrong.get('/connections')).status).toBe(401)
})
