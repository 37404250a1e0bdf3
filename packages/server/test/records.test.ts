import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { databases } from './support/databases.ts'
import { tokenForm } from './support/forms.ts'

const definition = 'bigcommerce-rest'

test.each(databases)('on $name, lists go on page by page, by the link that each one names', async (on) => {
  const { as, sandbox, connform } = await bench({ on })
  const admin = await as('admin')
  for (const name of ['A', 'B', 'C']) {
    const input = { ...tokenForm(sandbox), name }
    expect((await admin.post('/connections', { definition, input, verify: 'skip' })).status).toBe(201)
  }
  const seen: string[] = []
  let path = '/connections?sort=-name&limit=2'
  for (;;) {
    const page = await admin.get(path)
    seen.push(...page.body.connections.map(({ name }: { name: string }) => name))
    const next = /<\/api\/v1([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    if (next === undefined) break
    path = next
  }
  expect(seen).toEqual(['C', 'B', 'A'])
  const audit = await admin.get('/audit?order=desc&limit=1&action=connection.created')
  expect(audit.body.entries).toMatchObject([{ after: { name: 'C' }, actor: expect.stringMatching(/^api-key:/) }])
  expect(audit.headers.get('link')).toContain(`after=${audit.body.next}`)
  expect((await admin.get('/audit/verify')).body).toMatchObject({ ok: true })
  expect((await admin.get('/tenants')).body).toEqual({ tenants: [connform.tenantId] })
})

test.each(databases)('on $name, the same form with the same key makes one connection', async (on) => {
  const { as, sandbox } = await bench({ on })
  const editor = await as('editor')
  const body = { definition, input: tokenForm(sandbox) }
  const key = { 'idempotency-key': 'order-7' }
  const [first, second] = [await editor.post('/connections', body, key), await editor.post('/connections', body, key)]
  expect(second.body).toMatchObject({ replayed: true, connection: { id: first.body.connection.id } })
  const changed = { definition, input: { ...tokenForm(sandbox), name: 'Other' } }
  expect((await editor.post('/connections', changed, key)).body).toMatchObject({
    status: 409,
    code: 'ERR_IDEMPOTENCY_CONFLICT',
  })
})

test('a tag changes with a test, which is no edit, and an edit goes by its revision alone', async () => {
  const { as, sandbox } = await bench()
  const editor = await as('editor')
  const { id } = (await editor.post('/connections', { definition, input: tokenForm(sandbox) })).body.connection
  const before = (await editor.get(`/connections/${id}`)).headers.get('etag')!
  await editor.post(`/connections/${id}/test`)
  expect((await editor.get(`/connections/${id}`, { 'if-none-match': before })).status).toBe(200)
  const edit = { body: { patch: { name: 'Shop' } }, headers: { 'if-match': before } }
  expect((await editor.send('PATCH', `/connections/${id}`, edit)).status).toBe(200)
  const odd = { body: { patch: { name: 'Shop' } }, headers: { 'if-match': 'W/"1"' } }
  expect((await editor.send('PATCH', `/connections/${id}`, odd)).status).toBe(400)
})

test('definitions, what is made of them, and what a text holds are read without a secret', async () => {
  const { as, sandbox } = await bench()
  const viewer = await as('viewer')
  const { definitions } = (await viewer.get('/definitions')).body
  expect(definitions.map(({ id }: { id: string }) => id)).toContain(definition)
  const rest = definitions.find(({ id }: { id: string }) => id === definition)
  expect(rest.authTypes).toContainEqual({ id: 'token', title: 'Token' })
  for (const kind of ['form', 'union', 'rjsf', 'jsonforms', 'edit&authType=token']) {
    expect((await viewer.get(`/definitions/${definition}?for=${kind}`)).status, kind).toBe(200)
  }
  expect((await viewer.get(`/definitions/${definition}?for=types`)).text).toContain('export')
  expect((await viewer.get(`/definitions/${definition}?for=edit`)).status).toBe(400)
  expect((await viewer.get('/definitions/bigcommerce-rst')).body).toMatchObject({
    status: 404,
    hint: expect.any(String),
  })
  const form = tokenForm(sandbox)
  const checked = await viewer.post(`/definitions/${definition}/validate`, { input: form })
  expect(checked.body).toMatchObject({ valid: true, values: { accessToken: '**********' } })
  const file = `ACCESS TOKEN: ${form['accessToken']}\nCLIENT ID: ${form['clientId']}\nAPI PATH: https://api.bigcommerce.com/stores/${form['storeHash']}/v3/`
  expect((await viewer.post('/derive', { text: file })).body).toMatchObject({
    storeHash: form['storeHash'],
    secretsFound: ['accessToken'],
  })
  const address = 'https://store-abc123xyz.mybigcommerce.com/manage/products'
  expect((await viewer.post('/derive', { text: address })).body).toMatchObject({ storeHash: 'abc123xyz' })
  expect((await viewer.post('/derive', { text: 'two words', definition })).body).toMatchObject({ form: 'none' })
  expect((await viewer.post('/derive', { text: 'x', definition: 'none' })).body).toMatchObject({ status: 404 })
})

test('the version that is told is the one of the package', async () => {
  const { as } = await bench()
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  expect((await (await as('viewer')).get('/session')).body.version).toBe(version)
})
