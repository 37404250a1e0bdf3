import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'
import { login } from './support/login.ts'

test('a link logs a browser in once, by a cookie that no script reads and no other site sends', async () => {
  const here = await bench()
  const link = await here.connform.access.createLoginLink()
  const token = link.token.reveal()
  here.hide(token)
  const browser = here.anybody({ 'sec-fetch-site': 'same-origin' })
  const first = await browser.post('/session', { token })
  expect(first.status).toBe(201)
  expect(first.body).toMatchObject({ role: 'admin', tenant: 'default', tenants: 'default' })
  const cookie = first.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^connform_session=cfs_/)
  expect(cookie).toMatch(/; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/)
  const again = await browser.post('/session', { token })
  expect(again.status).toBe(401)
  expect(again.headers.get('set-cookie')).toBeNull()
})

test('the cookie is for https alone where the server is reached by https', async () => {
  const here = await bench({ server: { publicUrl: 'https://connform.example.com' } })
  const { session } = await login(here)
  expect(session.headers.get('set-cookie')).toContain('; Secure')
})

test('a session reads without the token of its pages, and changes nothing without it', async () => {
  const here = await bench()
  const { page, cookie, session } = await login(here)
  const body = { definition: 'bigcommerce-rest', input: tokenForm(here.sandbox) }
  const bare = here.anybody({ cookie, 'sec-fetch-site': 'same-origin' })
  expect((await bare.get('/session')).body).toEqual(session.body)
  expect((await bare.post('/connections', body)).body).toMatchObject({ status: 403, code: 'csrf_token_invalid' })
  const other = await login(here)
  const mixed = here.anybody({ cookie, 'x-csrf-token': other.session.body.csrfToken, 'sec-fetch-site': 'same-origin' })
  expect((await mixed.post('/connections', body)).body).toMatchObject({ status: 403, code: 'csrf_token_invalid' })
  expect((await page.post('/connections', body)).status).toBe(201)
})

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
])('a page of another site changes nothing, even with all that a session has: %o', async (headers) => {
  const here = await bench()
  const { cookie, session } = await login(here)
  const forged = here.anybody({ cookie, 'x-csrf-token': session.body.csrfToken, ...headers })
  expect((await forged.send('DELETE', '/session')).body).toMatchObject({ status: 403, code: 'cross_site' })
  expect((await forged.post('/session', { token: 'cfl_x' })).body).toMatchObject({ status: 403, code: 'cross_site' })
  expect((await here.anybody({ cookie }).get('/session')).status).toBe(200)
})

test('a browser without fetch metadata is told by its origin', async () => {
  const here = await bench()
  const { cookie, session } = await login(here)
  const old = here.anybody({ cookie, 'x-csrf-token': session.body.csrfToken, origin: here.url })
  expect((await old.send('DELETE', '/session')).status).toBe(204)
})

test('logging out ends the session for every copy of the cookie', async () => {
  const here = await bench()
  const { page, cookie } = await login(here)
  const out = await page.send('DELETE', '/session')
  expect(out.status).toBe(204)
  expect(out.headers.get('set-cookie')).toMatch(/^connform_session=;/)
  expect((await here.anybody({ cookie }).get('/session')).body).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('a session of every tenant chooses one, and one of a single tenant sees no other', async () => {
  const here = await bench()
  const wide = await login(here, { allTenants: true })
  expect(wide.session.body).toMatchObject({ tenants: '*', features: { tenants: true } })
  const made = await wide.page.post(
    '/connections',
    { definition: 'bigcommerce-rest', input: tokenForm(here.sandbox) },
    { 'x-connform-tenant': 'acme' },
  )
  expect(made.status).toBe(201)
  expect((await wide.page.get('/connections')).body.connections).toEqual([])
  expect((await wide.page.get('/connections', { 'x-connform-tenant': 'acme' })).body.connections).toHaveLength(1)
  expect((await wide.page.get('/tenants')).body.tenants).toContain('acme')
  const narrow = await login(here)
  expect((await narrow.page.get('/connections', { 'x-connform-tenant': 'acme' })).status).toBe(403)
  expect((await narrow.page.get('/tenants')).body).toEqual({ tenants: ['default'] })
})

test('who asks is told where providers send people back to, as the browser names the server or as it is configured', async () => {
  const here = await bench()
  const { page } = await login(here)
  const answer = await page.get('/session')
  expect(answer.body.redirectUri).toBe(`${here.url}/api/v1/oauth/callback`)
  const behind = await bench({ server: { publicUrl: 'https://connform.example.com' } })
  const { session } = await login(behind)
  expect(session.body.redirectUri).toBe('https://connform.example.com/api/v1/oauth/callback')
})
