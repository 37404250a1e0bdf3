import { expect, test } from 'vitest'
import type { ApiClient } from './support/api-client.ts'
import { type Bench, bench } from './support/bench.ts'
import { GOOD } from './support/forms.ts'
import { login } from './support/login.ts'

const definition = 'bigcommerce-rest'

/** A connection that waits for a person, made over HTTP. */
async function waiting({ sandbox, url }: Bench, client: ApiClient) {
  const app = sandbox.registerApp({ redirectUris: [`${url}/api/v1/oauth/callback`] })
  const { clientId, clientSecret } = app
  const saved = await client.post('/oauth-clients', { definition, input: { name: 'Our app', clientId, clientSecret } })
  const input = {
    name: 'Production',
    authType: 'oauth2',
    storeHash: GOOD,
    oauthClient: saved.body.oauthClient.id,
    scopes: ['store_v2_products', 'store_v2_information_read_only'],
  }
  const made = await client.post('/connections', { definition, input })
  return { id: made.body.connection.id as string, oauthClient: saved.body.oauthClient }
}

/** What a person does with the link: decides, and is sent back to an address of the server. */
async function decide({ sandbox }: Bench, link: string, decision: 'approve' | 'deny'): Promise<string> {
  const { host, pathname, search } = new URL(link)
  const page = await fetch(`${sandbox.hosts[host]}${pathname}${search}`, {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  })
  const back = new URL(page.headers.get('location') ?? '')
  return `${back.pathname.replace('/api/v1', '')}${back.search}`
}

const outcomeIn = (html: string) =>
  JSON.parse(/data-outcome="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? 'null')

test('a person authorises a connection, and the page of the callback reports it to the others', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id } = await waiting(here, editor)
  const begun = await editor.post(`/connections/${id}/authorize`)
  const link = new URL(begun.body.url)
  expect(link.searchParams.get('redirect_uri')).toBe(`${here.url}/api/v1/oauth/callback`)
  const back = await decide(here, begun.body.url, 'approve')
  here.hide(new URLSearchParams(back.split('?')[1]).get('code')!)
  const page = await here.anybody({ 'sec-fetch-site': 'cross-site' }).get(back)
  expect(page.status).toBe(200)
  expect(outcomeIn(page.text)).toEqual({ ok: true, connection: id })
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page.text).not.toMatch(/<script>| on\w+=| style=/)
  const src = /<script src="([^"]+)"/.exec(page.text)?.[1]
  const script = await here.anybody().get(`/${src}`)
  expect(script.headers.get('content-type')).toMatch(/^text\/javascript/)
  expect(script.text).toContain("new BroadcastChannel('connform-oauth')")
  expect((await editor.get(`/connections/${id}`)).body).toMatchObject({ status: 'active', lastTest: { ok: true } })
  const entries = (await editor.get(`/audit?subject=${id}&action=connection.authorized`)).body.entries
  expect(entries).toMatchObject([{ actor: 'oauth-callback' }])
})

test('a denial and a state of nobody are reported in words', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id } = await waiting(here, editor)
  const begun = await editor.post(`/connections/${id}/authorize`, {})
  const denied = await here.anybody().get(await decide(here, begun.body.url, 'deny'))
  expect(outcomeIn(denied.text)).toMatchObject({ ok: false, issues: [{ code: 'access_denied' }] })
  const unknown = await here.anybody().get('/oauth/callback?state=%3Cscript%3E&code=x&other=y')
  expect(outcomeIn(unknown.text)).toMatchObject({ ok: false, issues: [{ code: 'state_unknown' }] })
  expect(unknown.text).not.toContain('<script>')
})

test('a callback is finished for whatever tenant began it', async () => {
  const here = await bench()
  const acme = await here.as('editor', 'acme')
  const { id } = await waiting(here, acme)
  const begun = await acme.post(`/connections/${id}/authorize`, {})
  const page = await here.anybody().get(await decide(here, begun.body.url, 'approve'))
  expect(outcomeIn(page.text)).toEqual({ ok: true, connection: id })
  expect((await acme.get(`/connections/${id}`)).body).toMatchObject({ status: 'active' })
})

test('a page of another origin, which would not hear how it ends, is refused', async () => {
  const here = await bench()
  const { page } = await login(here)
  const { id } = await waiting(here, page)
  const elsewhere = await page.post(`/connections/${id}/authorize`, { openerOrigin: 'https://elsewhere.example' })
  expect(elsewhere.body).toMatchObject({ status: 400 })
  expect((await page.post(`/connections/${id}/authorize`, { openerOrigin: here.url })).status).toBe(200)
})

test('an OAuth client is read, changed against its revision, and removed once nothing uses it', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id, oauthClient } = await waiting(here, editor)
  const path = `/oauth-clients/${oauthClient.id}`
  expect((await editor.get(`/oauth-clients?definition=${definition}`)).body.oauthClients).toEqual([oauthClient])
  expect((await editor.get(path)).body.oauthClient).toEqual(oauthClient)
  expect((await editor.get(path, { 'if-none-match': '"1"' })).status).toBe(304)
  const rename = (name: string) =>
    editor.send('PATCH', path, { body: { patch: { name } }, headers: { 'if-match': '"1"' } })
  expect((await rename('App')).body).toMatchObject({ oauthClient: { name: 'App', revision: 2 } })
  expect((await rename('Late')).body).toMatchObject({ status: 412, current: { name: 'App' } })
  expect((await editor.send('PATCH', path, { body: { patch: { name: ' ' } } })).body).toMatchObject({
    status: 422,
    issues: [{ path: ['name'] }],
  })
  expect((await editor.send('DELETE', path)).body).toMatchObject({ status: 409, code: 'ERR_OAUTH_CLIENT_IN_USE' })
  const admin = await here.as('admin')
  await admin.send('DELETE', `/connections/${id}?purge=true`)
  expect((await editor.send('DELETE', path, { headers: { 'if-match': '"1"' } })).status).toBe(412)
  expect((await editor.send('DELETE', path)).status).toBe(204)
  expect((await editor.get(path)).body).toMatchObject({ status: 404, code: 'ERR_OAUTH_CLIENT_NOT_FOUND' })
})
