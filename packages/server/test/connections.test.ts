import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { tokenForm } from './support/forms.ts'

test('a connection is made, read, listed, changed, tested and removed over HTTP', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  const made = await editor.post('/connections', { definition: 'bigcommerce-rest', input: tokenForm(sandbox) })
  expect(made.status, made.text).toBe(201)
  const { id, revision } = made.body.connection
  expect(made.headers.get('location')).toBe(`/api/v1/connections/${id}`)
  expect(made.body.test).toMatchObject({ ok: true, cause: 'ok' })
  const read = await editor.get(`/connections/${id}`)
  expect(read.body).toMatchObject({ id, name: 'Production', secrets: { accessToken: { set: true } } })
  expect((await editor.get(`/connections/${id}`, { 'if-none-match': read.headers.get('etag')! })).status).toBe(304)
  expect((await editor.get('/connections?search=prod')).body.connections).toHaveLength(1)
  const renamed = await editor.send('PATCH', `/connections/${id}`, {
    body: { patch: { name: 'Shop' } },
    headers: { 'if-match': `"${revision}"` },
  })
  expect(renamed.body.connection).toMatchObject({ name: 'Shop', revision: revision + 1 })
  const late = await editor.send('PATCH', `/connections/${id}`, {
    body: { patch: { name: 'Late' } },
    headers: { 'if-match': `"${revision}"` },
  })
  expect(late.status).toBe(412)
  expect(late.body).toMatchObject({ code: 'precondition_failed', current: { name: 'Shop' } })
  expect((await editor.post(`/connections/${id}/test`)).body).toMatchObject({ ok: true })
  expect((await editor.send('DELETE', `/connections/${id}`)).body).toHaveProperty('restorableUntil')
  expect((await editor.get(`/connections/${id}`)).body).toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND', status: 404 })
  expect((await editor.post(`/connections/${id}/restore`)).body).toMatchObject({ id })
})
