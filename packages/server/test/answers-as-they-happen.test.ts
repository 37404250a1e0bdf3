import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { GOOD, tokenForm } from './support/forms.ts'

const definition = 'bigcommerce-rest'
const asLines = { accept: 'application/x-ndjson' }

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

test('a save tells of each step as it happens, and ends with what the one answer would have been', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  const answer = await editor.post('/connections', { definition, input: tokenForm(sandbox) }, asLines)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = linesOf(answer.text)
  const last = lines.pop()
  expect(last).toMatchObject({ status: 201, body: { connection: { name: 'Production' }, test: { ok: true } } })
  expect(lines.map(({ step }) => step.state)).toEqual(lines.flatMap((_, at) => (at % 2 === 0 ? ['begun'] : ['done'])))
  expect(lines[0].step).toEqual({ id: expect.any(String), title: expect.any(String), state: 'begun' })
  expect(lines[1].step.ms).toEqual(expect.any(Number))
})

test('a save whose test fails stores nothing and ends with the problem', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  sandbox.setFault(GOOD, { kind: 'revoked-token' })
  const answer = await editor.post('/connections', { definition, input: tokenForm(sandbox) }, asLines)
  const lines = linesOf(answer.text)
  expect(lines.at(-1)).toMatchObject({
    status: 422,
    body: {
      code: 'invalid_input',
      test: { ok: false, cause: 'bad_credentials' },
      issues: expect.any(Array),
      changes: [],
    },
  })
  expect(lines.at(-2).step.state).toBe('failed')
  expect((await editor.get('/connections')).body.connections).toEqual([])
  const plain = await editor.post('/connections', { definition, input: tokenForm(sandbox) })
  expect(plain.body).toMatchObject({ status: 422, code: 'invalid_input', test: { cause: 'bad_credentials' } })
})

test('a test, an edit and a refusal are told in the same way', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  const { id } = (await editor.post('/connections', { definition, input: tokenForm(sandbox) })).body.connection
  const tested = linesOf((await editor.post(`/connections/${id}/test`, undefined, asLines)).text)
  expect(tested[0]).toHaveProperty('step')
  expect(tested.at(-1)).toMatchObject({ status: 200, body: { ok: true, cause: 'ok' } })
  const edit = { body: { patch: { name: 'Shop' } }, headers: { ...asLines, 'if-match': '"7"' } }
  const late = linesOf((await editor.send('PATCH', `/connections/${id}`, edit)).text)
  expect(late).toEqual([{ status: 412, body: expect.objectContaining({ current: expect.objectContaining({ id }) }) }])
  const gone = linesOf((await editor.post('/connections/none/test', {}, asLines)).text)
  expect(gone).toEqual([{ status: 404, body: expect.objectContaining({ code: 'ERR_CONNECTION_NOT_FOUND' }) }])
})

test('whoever leaves in the middle of a save has saved nothing', async () => {
  const { as, sandbox, url, connform } = await bench()
  const editor = await as('editor')
  sandbox.setFault(GOOD, { kind: 'silent' })
  const leaving = new AbortController()
  const made = await connform.access.createKey({ name: 'Leaver', role: 'editor' })
  if (!made.ok) throw new Error('No key was made.')
  const answer = await fetch(`${url}/api/v1/connections`, {
    method: 'POST',
    headers: { ...asLines, authorization: `Bearer ${made.secret.reveal()}`, 'content-type': 'application/json' },
    body: JSON.stringify({ definition, input: tokenForm(sandbox), verify: 'report' }),
    signal: leaving.signal,
  })
  const reader = answer.body!.getReader()
  await reader.read()
  leaving.abort()
  await reader.closed.catch(() => undefined)
  sandbox.setFault(GOOD, null)
  expect((await editor.get('/connections')).body.connections).toEqual([])
})

test('a rotation of the keys tells how far it is', async () => {
  const { as, sandbox } = await bench()
  const admin = await as('admin')
  await admin.post('/connections', { definition, input: tokenForm(sandbox) })
  const before = (await admin.get('/keys?counts=true')).body.dataKeys
  expect(before).toMatchObject([{ state: 'active', sealed: 1 }])
  const lines = linesOf((await admin.post('/keys/rotate', undefined, asLines)).text)
  expect(lines[0]).toEqual({ progress: { done: expect.any(Number), total: expect.any(Number) } })
  expect(lines.at(-1)).toMatchObject({ status: 200, body: { resealed: 1, remaining: 0, destroyed: [before[0].keyId] } })
  const after = await admin.get('/keys')
  expect(after.body.dataKeys).not.toMatchObject([{ keyId: before[0].keyId }])
  expect(after.text).not.toContain('.key')
})
