import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { GOOD, OTHER } from './support/forms.ts'
import { choices, pimValues, readySetup, setupClient, startSetup, storeValues } from './support/setups.ts'

test('a setup goes from nothing to ready over HTTP, each section opening once its connection works', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { documents } = (await editor.get('/setups/documents')).body
  expect(documents.map(({ id }: { id: string }) => id)).toContain('akeneo-app')
  expect((await editor.get('/setups/documents/akeneo-app')).body).toEqual(
    documents.find(({ id }: { id: string }) => id === 'akeneo-app'),
  )

  const started = await editor.post('/setups', { document: 'akeneo-app', name: 'Our shop' })
  expect(started.status, started.text).toBe(201)
  expect(started.body).toMatchObject({ setup: { name: 'Our shop', revision: 1, slots: {} }, issues: [], changes: [] })
  const setup = setupClient(editor, started.body.setup.id)
  expect(started.headers.get('location')).toBe(`/api/v1/setups/${setup.id}`)
  const form = await editor.get(`/setups/${setup.id}/slots/store`)
  expect(form.body).toMatchObject({ slot: 'store', definition: 'bigcommerce-rest', values: {}, secrets: {} })

  const open = async () => {
    const { sections } = (await setup.status()).body
    return sections.filter((section: { open: boolean }) => section.open).map(({ id }: { id: string }) => id)
  }
  expect(await open()).toEqual(['pim', 'store', 'display-type'])
  const early = await setup.save({ settings: { locale: 'en_US' } })
  expect(early.body).toMatchObject({
    status: 422,
    code: 'invalid_input',
    issues: [{ path: ['locale'], code: 'gate_closed' }],
  })
  const closed = await editor.get(`/setups/${setup.id}/options/locale`)
  expect(closed.body).toMatchObject({ status: 409, code: 'ERR_CONNECTION_REFUSED' })

  const connected = await setup.connect('pim', { values: pimValues(here) })
  expect(connected.body).toMatchObject({ setup: { revision: 2 }, test: { ok: true } })
  expect(await open()).toEqual(['pim', 'store', 'store-configuration', 'display-type'])
  await setup.connect('store', { values: storeValues(here) })
  expect((await setup.status()).body).toMatchObject({ ready: false, next: 'store-configuration', cleaning: null })
  expect((await editor.post(`/setups/${setup.id}/use`)).body).toMatchObject({ status: 409, code: 'ERR_UNSUPPORTED' })

  const missing = await setup.save({ settings: { locale: 'en_US' }, section: 'store-configuration' })
  expect(missing.body.issues).toMatchObject([{ path: ['channel'] }, { path: ['currency'] }, { path: ['mainCategory'] }])
  const saved = await setup.save({ settings: choices, section: 'store-configuration' })
  expect(saved.body, saved.text).toMatchObject({ setup: { settings: choices } })
  await setup.save({ settings: { storefront: '1', displayType: 'dropdown' } })
  expect((await setup.status()).body).toMatchObject({ ready: true, next: null })
  const edit = (await editor.get(`/setups/${setup.id}/slots/store`)).body
  expect(edit).toMatchObject({ values: { storeHash: GOOD }, secrets: { accessToken: { set: true } } })
})

test('what can be chosen is read live, and follows what is chosen meanwhile', async () => {
  const here = await bench()
  const setup = await readySetup(here, await here.as('editor'))
  const viewer = await here.as('viewer')
  const options = async (field: string, query: Record<string, string> = {}) => {
    const answer = await viewer.get(`/setups/${setup.id}/options/${field}?${new URLSearchParams(query)}`)
    return answer.body.options.map(({ value }: { value: string }) => value)
  }
  expect(await options('locale')).toEqual(['de_DE', 'en_US', 'fr_FR'])
  expect(await options('locale', { settings: '{"channel":"mobile"}' })).toEqual(['en_US'])
  expect(await options('pim.channels', { refresh: 'true' })).toContain('mobile')
  const gone = await setup.save({ settings: { channel: 'print' } })
  expect(gone.body.issues).toContainEqual(expect.objectContaining({ path: ['mainCategory'], code: 'not_offered' }))
})

test.each(['', '{', '[]', 'null', '"x"', '1'])(
  'choices in a query that are no object are refused: %s',
  async (text) => {
    const here = await bench()
    const editor = await here.as('editor')
    const { id } = await startSetup(editor)
    const answer = await editor.get(`/setups/${id}/options/locale?settings=${encodeURIComponent(text)}`)
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' })
  },
)

test('a slot that is refused stores nothing, and nor does a start with one', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const revoked = { values: storeValues(here, GOOD, 'deleted') }
  const start = await editor.post('/setups', { document: 'akeneo-app', connect: { slot: 'store', ...revoked } })
  expect(start.body).toMatchObject({
    status: 422,
    detail: 'The test of the connection failed.',
    issues: expect.any(Array),
    changes: [],
    test: { ok: false, cause: 'bad_credentials' },
  })
  expect((await editor.get('/setups')).body.setups).toEqual([])
  const setup = await startSetup(editor)
  expect((await setup.connect('store', revoked)).body).toMatchObject({
    status: 422,
    test: { cause: 'bad_credentials' },
  })
  expect((await editor.get('/connections?removed=true')).body.connections).toEqual([])
  expect((await setup.status()).body).toMatchObject({ setup: { revision: 1, slots: {} } })
})

test('a save that is told step by step ends with what the one answer would have been', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const asLines = { accept: 'application/x-ndjson' }
  const linesOf = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  const connect = { slot: 'store', values: storeValues(here) }
  const started = linesOf((await editor.post('/setups', { document: 'akeneo-app', connect }, asLines)).text)
  expect(started[0].step).toEqual({ id: expect.any(String), title: expect.any(String), state: 'begun' })
  expect(started.at(-1)).toMatchObject({
    status: 201,
    body: { setup: { name: expect.any(String) }, test: { ok: true } },
  })
  const { id } = started.at(-1).body.setup
  const setup = setupClient(editor, id)
  const refused = linesOf((await setup.connect('store', { values: storeValues(here, GOOD, 'deleted') }, asLines)).text)
  expect(refused.at(-1)).toMatchObject({ status: 422, body: { code: 'invalid_input', test: { ok: false } } })
  const tested = linesOf((await editor.post(`/setups/${id}/slots/store/test`, undefined, asLines)).text)
  expect(tested[0]).toHaveProperty('step')
  expect(tested.at(-1)).toMatchObject({ status: 200, body: { ok: true, cause: 'ok' } })
  const empty = linesOf((await editor.post(`/setups/${id}/slots/pim/test`, undefined, asLines)).text)
  expect(empty).toMatchObject([{ status: 400, body: { code: 'ERR_OPTION_INVALID' } }])
})

test('a connection that is there already fits the slot of its kind, and no other', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const input = { ...storeValues(here), authType: 'token', name: 'Ours' }
  const made = await editor.post('/connections', { definition: 'bigcommerce-rest', input })
  const connection = made.body.connection.id
  const setup = await startSetup(editor)
  const misfit = await setup.connect('pim', { connection })
  expect(misfit.body).toMatchObject({ status: 422, issues: [{ path: ['pim'], code: 'wrong_definition' }] })
  const taken = await setup.connect('store', { connection })
  expect(taken.body).toMatchObject({ setup: { slots: { store: { made: false } } }, test: { ok: true } })
  for (const body of [{}, { connection, values: {} }, { confirm: [] }, { values: [] }]) {
    const { issues, ...problem } = (await setup.connect('store', body)).body
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(issues.at(-1)).toMatchObject({ message: 'This has to be one of the shapes that are documented.' })
  }
  expect((await editor.send('DELETE', `/setups/${setup.id}`)).status).toBe(204)
  expect((await editor.get(`/connections/${connection}`)).status).toBe(200)
})

test('after the first use a locked setting changes only when that is confirmed, with its reset', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const setup = await readySetup(here, editor)
  const used = await editor.post(`/setups/${setup.id}/use`)
  expect(used.body).toMatchObject({ id: setup.id, usedAt: expect.any(String) })
  expect(used.headers.get('etag')).toMatch(new RegExp(`^"${used.body.revision}-`))
  const settings = { locale: 'fr_FR' }
  const refused = await setup.save({ settings })
  expect(refused.body).toMatchObject({
    status: 422,
    detail: 'The change has to be confirmed.',
    issues: [{ path: ['locale'], code: 'locked_field' }],
    changes: [],
    guard: { fields: ['locale'], reset: 'keep-store', warning: expect.any(String) },
  })
  expect((await setup.status()).body.setup).toMatchObject({ settings: choices, usedAt: expect.any(String) })
  const { fields } = refused.body.guard
  expect((await setup.save({ settings, confirm: fields })).body).toMatchObject({
    reset: 'keep-store',
    setup: { settings: { ...choices, ...settings }, usedAt: null },
  })
})

test('another identity after the first use starts over, once that is confirmed', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const setup = await readySetup(here, editor)
  await editor.post(`/setups/${setup.id}/use`)
  const values = storeValues(here, OTHER)
  const refused = await setup.connect('store', { values })
  expect(refused.body.guard).toMatchObject({ fields: ['store.storeHash'], reset: 'delete-store' })
  const meant = await setup.connect('store', { values, confirm: refused.body.guard.fields })
  expect(meant.body).toMatchObject({ reset: 'delete-store', setup: { settings: {}, usedAt: null } })
  expect(Object.keys(meant.body.setup.slots)).toEqual(['store'])
  expect((await editor.get('/connections')).body.connections).toMatchObject([{ values: { storeHash: OTHER } }])
})

test('each reset forgets what it says, and an end takes the connections along unless they are to stay', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const setup = await readySetup(here, editor)
  expect((await setup.reset('nothing')).body).toMatchObject({ status: 400, code: 'invalid_request' })
  expect((await setup.reset('keep-store')).body).toMatchObject({ settings: {}, slots: { pim: {}, store: {} } })
  expect((await setup.reset('delete-store')).body).toMatchObject({ settings: {}, slots: {} })
  expect((await editor.get('/connections')).body.connections).toEqual([])

  await setup.connect('store', { values: storeValues(here) })
  expect((await editor.send('DELETE', `/setups/${setup.id}?keepConnections=true`)).status).toBe(204)
  expect((await editor.get('/connections')).body.connections).toHaveLength(1)
  expect((await setup.status()).body).toMatchObject({ status: 404, code: 'ERR_SETUP_NOT_FOUND' })
})

test('of two editors the second is told what the first has made of it', async () => {
  const here = await bench()
  const [one, other] = [await here.as('editor'), await here.as('editor')]
  const { id } = await readySetup(here, one)
  const read = await other.get(`/setups/${id}`)
  const headers = { 'if-match': read.headers.get('etag') ?? '' }
  expect((await other.get(`/setups/${id}`, { 'if-none-match': headers['if-match'] })).status).toBe(304)
  expect((await setupClient(one, id).save({ settings: { displayType: 'rectangles' } })).status).toBe(200)
  const late = setupClient(other, id)
  const refusals = [
    await late.save({ settings: { displayType: 'dropdown' } }, headers),
    await late.connect('store', { values: storeValues(here) }, headers),
    await other.post(`/setups/${id}/use`, undefined, headers),
    await other.post(`/setups/${id}/reset`, { kind: 'delete-store' }, headers),
    await other.send('DELETE', `/setups/${id}`, { headers }),
  ]
  for (const { body } of refusals) {
    expect(body).toMatchObject({
      status: 412,
      code: 'precondition_failed',
      current: { setup: { id, settings: { displayType: 'rectangles' } } },
    })
  }
  const { revision } = (await late.status()).body.setup
  const again = await late.save({ settings: { displayType: 'dropdown' } }, { 'if-match': `"${revision}"` })
  expect(again.body).toMatchObject({ setup: { revision: revision + 1 } })
})

test('a test of a connection shows in the tag of its setup', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id } = await readySetup(here, editor)
  const before = (await editor.get(`/setups/${id}`)).headers.get('etag')
  here.sandbox.setFault(GOOD, { kind: 'revoked-token' })
  expect((await editor.post(`/setups/${id}/slots/store/test`)).body).toMatchObject({ ok: false })
  const after = await editor.get(`/setups/${id}`, { 'if-none-match': before ?? '' })
  expect(after.body).toMatchObject({ ready: false, slots: [{ state: 'works' }, { slot: 'store', state: 'failing' }] })
  const { text } = await (await here.as('admin')).get('/metrics')
  expect(text).toContain('connform_connection_tests_total{cause="bad_credentials"} 1')
  expect(text).toContain('route="/api/v1/setups/:id/slots/:slot/test"')
  expect(text).not.toContain(id)
})

test('a viewer reads a setup and changes nothing, and another tenant sees nothing of it', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id } = await readySetup(here, editor)
  const viewer = await here.as('viewer')
  const stranger = await here.as('admin', 'other')
  const writes = [
    ['PUT', `/setups/${id}/slots/store`, { values: storeValues(here) }],
    ['POST', `/setups/${id}/slots/store/test`],
    ['PATCH', `/setups/${id}/settings`, { settings: { displayType: 'rectangles' } }],
    ['POST', `/setups/${id}/use`],
    ['POST', `/setups/${id}/reset`, { kind: 'delete-store' }],
    ['DELETE', `/setups/${id}`],
  ] as const
  for (const [method, path, body] of writes) {
    const request = body === undefined ? {} : { body }
    expect((await viewer.send(method, path, request)).body, path).toMatchObject({ status: 403, code: 'forbidden' })
    const strange = await stranger.send(method, path, request)
    expect(strange.body, path).toMatchObject({ status: 404, code: 'ERR_SETUP_NOT_FOUND' })
  }
  for (const path of ['', '/slots/store', '/options/locale']) {
    expect((await viewer.get(`/setups/${id}${path}`)).status, path).toBe(200)
    expect((await stranger.get(`/setups/${id}${path}`)).status, path).toBe(404)
  }
  expect((await stranger.get('/setups')).body.setups).toEqual([])
  expect((await editor.get('/setups')).body.setups).toMatchObject([{ id, settings: choices }])
})

test('what was started is found by document, text and status, in the order that is asked for', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const connect = { slot: 'store', values: { url: `https://store-${GOOD}.mybigcommerce.com` } }
  expect((await editor.post('/setups', { document: 'nothing' })).body).toMatchObject({ code: 'ERR_SETUP_UNKNOWN' })
  const unknown = await editor.post('/setups', { document: 'akeneo-app', connect: { ...connect, slot: 'nothing' } })
  expect(unknown.body).toMatchObject({ status: 400, code: 'ERR_OPTION_INVALID' })
  await startSetup(editor, { document: 'akeneo-app', name: 'Beta' })
  expect((await editor.post('/setups', { document: 'akeneo-app' })).body).toMatchObject({
    status: 409,
    code: 'ERR_SETUP_STARTED',
  })
  await startSetup(editor, { document: 'celigo-rest', name: 'Alpha' })
  const names = async (query = '') =>
    (await editor.get(`/setups${query}`)).body.setups.map(({ name }: { name: string }) => name)
  expect(await names()).toEqual(['Alpha', 'Beta'])
  expect(await names('?sort=-name')).toEqual(['Beta', 'Alpha'])
  expect(await names('?document=celigo-rest')).toEqual(['Alpha'])
  expect(await names('?search=bet')).toEqual(['Beta'])
  expect(await names('?status=active')).toEqual([])
  expect((await editor.get('/setups?document=nothing')).body).toMatchObject({ status: 404, code: 'ERR_SETUP_UNKNOWN' })
})

test('a mapping may have as many rows as the rules allow, and a form no more members than before', async () => {
  const here = await bench()
  const editor = await here.as('editor')
  const { id } = await startSetup(editor, { document: 'unopim' })
  const setup = setupClient(editor, id)
  const rows = (count: number) => Array.from({ length: count }, (_, row) => ({ from: `a${row}`, to: `b${row}` }))
  const many = await setup.save({ settings: { localeMapping: rows(1000) } })
  expect(many.body).toMatchObject({ status: 422, issues: [{ code: 'gate_closed' }] })
  const tooMany = await setup.save({ settings: { localeMapping: rows(2100) } })
  expect(tooMany.body).toMatchObject({ status: 400, code: 'invalid_request' })
  const members = Object.fromEntries(rows(201).map(({ from, to }) => [from, to]))
  expect((await setup.connect('store', { values: members })).body).toMatchObject({ status: 400 })
})
