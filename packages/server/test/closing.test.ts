import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { GOOD, tokenForm } from './support/forms.ts'

const definition = 'bigcommerce-rest'

test('a slow test that is in flight ends well while the server closes, and nothing new is taken', async () => {
  const { as, sandbox, server, url } = await bench()
  const editor = await as('editor')
  const { id } = (await editor.post('/connections', { definition, input: tokenForm(sandbox) })).body.connection
  sandbox.forgetRequests()
  sandbox.setFault(GOOD, { kind: 'slow', delayMs: 600 })
  const plain = editor.post(`/connections/${id}/test`)
  const lines = editor.post(`/connections/${id}/test`, undefined, { accept: 'application/x-ndjson' })
  while (sandbox.requests().length < 2) await wait(5)
  const closed = server.close()
  expect((await plain).body).toMatchObject({ ok: true, cause: 'ok' })
  expect(
    (await lines).text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
      .at(-1),
  ).toMatchObject({
    status: 200,
    body: { ok: true },
  })
  await closed
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
})

test('a provider that never answers holds the server up no longer than it may', async () => {
  const { as, sandbox, server } = await bench({ server: { closeTimeoutMs: 50 } })
  const editor = await as('editor')
  const { id } = (await editor.post('/connections', { definition, input: tokenForm(sandbox) })).body.connection
  sandbox.forgetRequests()
  sandbox.setFault(GOOD, { kind: 'silent' })
  const waiting = editor.post(`/connections/${id}/test`)
  while (sandbox.requests().length < 1) await wait(5)
  await server.close()
  expect((await waiting).body).toMatchObject({ ok: false, cause: 'timeout' })
})

test('readiness ends as soon as the server is closing, and so do the sealing keys', async () => {
  const { as, sandbox, server, url } = await bench({ server: { closeTimeoutMs: 2000 } })
  const editor = await as('editor')
  expect((await editor.get('/readyz')).body).toEqual({ status: 'ready' })
  const { id } = (await editor.post('/connections', { definition, input: tokenForm(sandbox) })).body.connection
  sandbox.forgetRequests()
  sandbox.setFault(GOOD, { kind: 'silent' })
  const waiting = editor.post(`/connections/${id}/test`)
  while (sandbox.requests().length < 1) await wait(5)
  const closed = server.close()
  let ready = await server.app.inject('/readyz')
  while (ready.statusCode === 200) ready = await server.app.inject('/readyz')
  expect(ready.json()).toMatchObject({ status: 503, code: 'closing' })
  await waiting
  await closed
  await server.close()
  await expect(fetch(url)).rejects.toThrow()
})

test('a closed connform is a problem of the server, said without more', async () => {
  const { as, connform, anybody, log } = await bench()
  const editor = await as('editor')
  await editor.get('/connections')
  await connform.close()
  expect((await editor.get('/connections')).body).toMatchObject({ status: 503, code: 'ERR_CLOSED' })
  expect((await anybody().get('//readyz')).status).toBe(503)
  expect((await anybody().get('//healthz')).status).toBe(200)
  expect(log()).toContain('ERR_CLOSED')
})
