import { expect, test, vi } from 'vitest'
import { bench } from './support/bench.ts'
import { GOOD, tokenForm } from './support/forms.ts'
import { begin, proxyBench } from './support/proxy-bench.ts'

test('requests are counted by route and tests by cause, with no id and no tenant', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor', 'acme')
  const made = await editor.post('/connections', { definition: 'bigcommerce-rest', input: tokenForm(sandbox) })
  const { id } = made.body.connection
  sandbox.setFault(GOOD, { kind: 'revoked-token' })
  await editor.post(`/connections/${id}/test`)
  await editor.get('/nothing')
  const admin = await as('admin')
  const { text, headers } = await admin.get('/metrics')
  expect(headers.get('content-type')).toMatch(/^text\/plain/)
  expect(text).toContain('connform_connection_tests_total{cause="ok"} 1')
  expect(text).toContain('connform_connection_tests_total{cause="bad_credentials"} 1')
  expect(text).toMatch(
    /duration_seconds_count\{method="POST",route="\/api\/v1\/connections\/:id\/test",status="200"\} 1/,
  )
  expect(text).toMatch(/duration_seconds_count\{method="GET",route="none",status="404"\} 1/)
  expect(text).toContain('connform_http_requests_in_flight 1')
  for (const word of ['acme', id]) expect(text).not.toContain(word)
})

test('metrics are for admins, or for everybody where that is said', async () => {
  const closed = await bench()
  expect((await closed.anybody().get('//metrics')).status).toBe(401)
  const open = await bench({ server: { metrics: { public: true } } })
  expect((await open.anybody().get('//metrics')).status).toBe(200)
})

test('two servers of one process do not count together', async () => {
  const [one, other] = [await bench(), await bench({ server: { metrics: { public: true } } })]
  await one.anybody().get('/healthz')
  expect((await other.anybody().get('//metrics')).text).not.toContain('healthz')
})

test('a request whose connection breaks is in flight no longer, whatever it was waiting for', async () => {
  const { connform, hide, id, server, url } = await proxyBench(() => {})
  const made = await connform.access.createKey({ name: 'gone', role: 'admin' })
  const key = made.ok ? made.secret.reveal() : ''
  hide(key)
  const gone = new AbortController()
  const base = `${url}/api/v1/connections/${id}/proxy`
  const left = begin(base, { signal: gone.signal, key }).catch(() => undefined)
  const metrics = async () =>
    (await server.app.inject({ url: '/metrics', headers: { host: 'localhost', authorization: `Bearer ${key}` } })).body
  await vi.waitFor(async () => expect(await metrics()).toContain('connform_http_requests_in_flight 2'))
  gone.abort()
  await left
  await vi.waitFor(async () => expect(await metrics()).toContain('connform_http_requests_in_flight 1'))
  expect(await metrics()).toMatch(/duration_seconds_count\{method="GET",route="[^"]*\/proxy\/\*",status="499"\} 1/)
})
