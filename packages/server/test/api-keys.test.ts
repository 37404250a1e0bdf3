import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

test('an API key is shown once, works, is listed without itself, and ends when it is revoked', async () => {
  const here = await bench()
  const admin = await here.as('admin')
  const { connform } = here
  const made = await connform.access.createKey({ name: 'Importer', role: 'viewer' })
  if (!made.ok) throw new Error('No key was made.')
  const secret = made.secret.reveal()
  here.hide(secret)
  const program = here.anybody({ authorization: `Bearer ${secret}` })
  expect((await program.get('/session')).body).toMatchObject({ role: 'viewer', actor: `api-key:${made.apiKey.prefix}` })
  expect((await admin.get('/api-keys')).body.apiKeys).toContainEqual(expect.objectContaining({ name: 'Importer' }))
  const revoked = await admin.send('DELETE', `/api-keys/${made.apiKey.id}`)
  expect(revoked.body.revokedAt).toEqual(expect.any(String))
  expect((await program.get('/session')).status).toBe(401)
  expect((await admin.send('DELETE', '/api-keys/none')).body).toMatchObject({ status: 404 })
})

test('an admin makes a key over HTTP, and what is wrong with its form is said as issues', async () => {
  const { as, url } = await bench()
  const admin = await as('admin')
  expect((await admin.post('/api-keys', { name: '  ', role: 'editor' })).body).toMatchObject({
    status: 422,
    issues: [{ path: ['name'] }],
  })
  // Not by the client of the bench, which takes down every answer: this one has to hold the key.
  const made = await admin.quietly('POST', '/api-keys', { name: 'CI', role: 'editor', expiresAt: '2199-01-01' })
  expect(made.status).toBe(201)
  expect(made.headers.get('cache-control')).toBe('no-store')
  const answer = await fetch(`${url}/api/v1/session`, { headers: { authorization: `Bearer ${made.body.secret}` } })
  expect(await answer.json()).toMatchObject({ role: 'editor' })
})

test.each([
  ['nothing', {}],
  ['an unknown key', { authorization: 'Bearer cf_12345678_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ' }],
  ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }],
  ['half a header', { authorization: 'Bearer' }],
  ['a very long key', { authorization: `Bearer ${'x'.repeat(4000)}` }],
  ['a cookie of nobody', { cookie: 'connform_session=cfs_abc' }],
])('who brings %s is not let in', async (_, headers) => {
  const { anybody } = await bench()
  const answer = await anybody(headers as Record<string, string>).get('/connections')
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="connform"')
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
})

test('a session is no API key, and an API key is no session', async () => {
  const here = await bench()
  const made = await here.connform.access.createKey({ name: 'A', role: 'admin' })
  const link = await here.connform.access.createLoginLink()
  const redeemed = await here.connform.access.redeemLoginLink(link.token.reveal())
  if (!made.ok || redeemed === undefined) throw new Error('Nobody was let in.')
  const session = redeemed.session.reveal()
  here.hide(session, made.secret.reveal())
  expect((await here.anybody({ authorization: `Bearer ${session}` }).get('/session')).status).toBe(401)
  expect((await here.anybody({ cookie: `connform_session=${made.secret.reveal()}` }).get('/session')).status).toBe(401)
})

test('each role may what it says and no more', async () => {
  const here = await bench()
  const { as, sandbox } = here
  const [viewer, editor, admin] = [await as('viewer'), await as('editor'), await as('admin')]
  const body = { definition: 'bigcommerce-rest', input: tokenForm(sandbox) }
  expect((await viewer.post('/connections', body)).body).toMatchObject({ status: 403, code: 'forbidden' })
  const { id } = (await editor.post('/connections', body)).body.connection
  expect((await viewer.get(`/connections/${id}`)).status).toBe(200)
  for (const path of ['test', 'restore', 'authorize', 'reauthorize']) {
    expect((await viewer.post(`/connections/${id}/${path}`, { patch: {} })).status, path).toBe(403)
  }
  for (const [method, path] of [
    ['GET', '/api-keys'],
    ['POST', '/keys/rotate'],
    ['GET', '/audit/verify'],
    ['GET', '/tenants'],
    ['GET', '/metrics'],
    ['DELETE', `/connections/${id}?purge=true`],
  ] as const) {
    expect((await editor.send(method, path)).status, path).toBe(403)
  }
  expect((await admin.send('DELETE', `/connections/${id}?purge=true`)).status).toBe(200)
})

test('a key of one tenant sees nothing of another', async () => {
  const { as, sandbox } = await bench()
  const [acme, other] = [await as('admin', 'acme'), await as('admin', 'other')]
  const made = await acme.post('/connections', { definition: 'bigcommerce-rest', input: tokenForm(sandbox) })
  const { id } = made.body.connection
  expect((await other.get(`/connections/${id}`)).status).toBe(404)
  expect((await other.get('/connections')).body.connections).toEqual([])
  expect((await other.get('/connections', { 'x-connform-tenant': 'acme' })).body).toMatchObject({ status: 403 })
  const [acmes] = (await acme.get('/api-keys')).body.apiKeys
  expect((await other.send('DELETE', `/api-keys/${acmes.id}`)).status).toBe(404)
})
