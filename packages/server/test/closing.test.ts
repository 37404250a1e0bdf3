import { setTimeout as wait } from 'node:timers/promises'
import { createServer } from '@connform/server'
import { sealingKeys } from '@connform/vault/sealing'
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

test('readiness ends as soon as the server is closing, while what keeps it up is waited for', async () => {
  const { connform } = await bench()
  const server = createServer(connform)
  const drained = Promise.withResolvers<void>()
  server.app.addHook('preClose', () => drained.promise)
  const url = await server.listen()
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const closed = server.close()
  const ready = await fetch(`${url}/readyz`)
  expect(await ready.json()).toMatchObject({ status: 503, code: 'closing' })
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  drained.resolve()
  await closed
  await server.close()
  await expect(fetch(url)).rejects.toThrow()
})

test('the sealing keys end with the server, but for those that several share', async () => {
  const { connform } = await bench()
  const shared = sealingKeys()
  const server = createServer(connform, { sealing: shared })
  await server.listen()
  await server.close()
  expect(shared.issue('session')).toMatchObject({ session: 'session' })
  shared.close()
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
