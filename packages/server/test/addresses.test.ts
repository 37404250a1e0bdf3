import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { sendRaw } from './support/fuzz/send.ts'

const problem = { status: 400, contentType: expect.stringMatching(/^application\/problem\+json/) }

test.each([
  ['that is too long for any id', `/definitions/${'a'.repeat(200)}`],
  ['that is too long for the router', `/definitions/${'a'.repeat(3000)}`],
  ['with a broken escape', '/definitions/%zz'],
])('an address %s is refused with a problem that does not repeat it', async (_, path) => {
  const { as, url, hide } = await bench()
  const admin = await as('admin')
  hide('aaaaaaaaaaaaaaaa')
  if (!path.includes('%')) expect((await admin.get(path)).status).toBe(400)
  const answer = await sendRaw(url, { method: 'GET', path, headers: {}, body: undefined })
  expect(answer).toMatchObject({ ...problem, status: path.length > 1000 || path.includes('%') ? 400 : 401 })
  expect(JSON.parse(answer.text)).toMatchObject({ code: expect.any(String), requestId: expect.any(String) })
  expect(answer.everything).toContain('x-request-id')
})

test.each([
  ['GET', '/connections/%00'],
  ['DELETE', '/api-keys/%00'],
  ['GET', '/connections?search=a%00b'],
  ['GET', '/tenants?after=%00'],
])('%s %s is a mistake of the caller, not a failure of the database', async (method, path) => {
  const { as } = await bench()
  expect((await (await as('admin')).send(method, path)).body).toMatchObject({ status: 400, code: 'invalid_request' })
})
