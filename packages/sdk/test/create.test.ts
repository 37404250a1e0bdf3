import { Secret } from 'connform'
import { expect, test } from 'vitest'
import { oauthForm, registerApp, saveClient } from './support/authorize.ts'
import { bench } from './support/bench.ts'
import { accountOf, GOOD, savedIn, tokenForm } from './support/forms.ts'
import { readRows } from './support/read-rows.ts'

const KIND = 'bigcommerce-rest'

test('a good form is cleaned, tested by one request, sealed and stored', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  const form = tokenForm(sandbox)
  const pasted = {
    ...form,
    storeHash: `https://api.bigcommerce.com/stores/${GOOD}/v3/`,
    clientId: ` ${form['clientId']}`,
  }
  const result = await connections.create(KIND, pasted)

  expect(result).toMatchObject({
    ok: true,
    issues: [],
    changes: [
      { path: ['storeHash'], kind: 'derived' },
      { path: ['clientId'], kind: 'trimmed' },
    ],
    test: { ok: true, cause: 'ok', httpStatus: 200, account: { name: 'Cedar & Canvas' } },
  })
  const connection = savedIn(result)
  expect(connection).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    definition: KIND,
    definitionVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    name: 'Production',
    authType: 'token',
    status: 'active',
    values: { name: 'Production', authType: 'token', storeHash: GOOD, clientId: form['clientId'] },
    secrets: { accessToken: { set: true, updatedAt: connection.createdAt } },
    derived: { baseUrl: `https://api.bigcommerce.com/stores/${GOOD}` },
    notices: [],
    lastTest: result.test,
    revision: 1,
    createdAt: connection.createdAt,
    updatedAt: connection.createdAt,
  })
  expect(await connections.get(connection.id)).toEqual(connection)
  expect(sandbox.requests()).toMatchObject([{ method: 'GET', path: `/stores/${GOOD}/v2/store`, tokenRight: true }])
  const [row] = readRows(file)
  // JWE compact, RFC 7516 §3.1: five parts, the second empty because the key is used directly.
  expect(row?.['sealed']).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
})

test('a bad form is answered with issues, and nothing is asked or stored', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  const { accessToken: _, ...incomplete } = tokenForm(sandbox)
  const result = await connections.create(KIND, incomplete)
  expect(result).toMatchObject({ ok: false, issues: [{ path: ['accessToken'], code: 'required' }] })
  expect(result).not.toHaveProperty('test')
  expect(sandbox.requests()).toEqual([])
  expect(readRows(file)).toEqual([])
})

test.each([undefined, null, 'text', 7, [], [{}]])(
  'an input that is no form (%j) is an issue, not a failure',
  async (input) => {
    const { open } = await bench()
    const { connections } = await open()
    expect(await connections.create(KIND, input)).toMatchObject({ ok: false, issues: [{ code: 'not_an_object' }] })
  },
)

test('a failed test stores nothing, and points at the field to mend', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  sandbox.revoke(accountOf(sandbox).accessToken)
  const result = await connections.create(KIND, tokenForm(sandbox))
  expect(result).toMatchObject({
    ok: false,
    issues: [{ path: ['accessToken'], code: 'bad_credentials', severity: 'error', hint: expect.any(String) }],
    test: { ok: false, cause: 'bad_credentials', httpStatus: 401 },
  })
  expect(readRows(file)).toEqual([])
  expect((await connections.list()).connections).toEqual([])
})

test('the token of another store points at the store hash', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const result = await connections.create(KIND, tokenForm(sandbox, 'wrongstore'))
  expect(result).toMatchObject({ ok: false, issues: [{ path: ['storeHash'], code: 'wrong_store' }] })
})

test('with report, a failed test is stored with the connection, which is marked', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const result = await connections.create(KIND, tokenForm(sandbox, 'suspended0'), { verify: 'report' })
  const connection = savedIn(result)
  expect(connection).toMatchObject({ status: 'failing', lastTest: { ok: false, cause: 'store_unavailable' } })
  expect(result.test).toEqual(connection.lastTest)
})

test('with skip, no request is made', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const result = await connections.create(KIND, tokenForm(sandbox), { verify: 'skip' })
  expect(savedIn(result)).toMatchObject({ status: 'active', lastTest: null })
  expect(result).not.toHaveProperty('test')
  expect(sandbox.requests()).toEqual([])
})

test('a profile says which scopes the token lacks', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  const { accessToken, clientId } = accountOf(sandbox, GOOD, 'store information')
  const form = { ...tokenForm(sandbox), accessToken, clientId }
  const result = await connections.create(KIND, form, { profile: 'akeneo-app' })
  expect(result).toMatchObject({ ok: false, test: { cause: 'missing_scope' } })
  expect(result.test?.scopes?.missing).not.toEqual([])
  expect(readRows(file)).toEqual([])
})

test.each(['required', 'skip'] as const)(
  'an unknown profile is refused before anything is asked (%s)',
  async (verify) => {
    const { open, sandbox } = await bench()
    const { connections } = await open()
    await expect(
      connections.create(KIND, tokenForm(sandbox), { profile: 'constructor', verify }),
    ).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID', hint: expect.stringContaining('akeneo-app') })
    expect(sandbox.requests()).toEqual([])
  },
)

test('a test that is stopped stores nothing, even with report', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  const stop = new AbortController()
  const result = await connections.create(KIND, tokenForm(sandbox, 'noanswers0'), {
    verify: 'report',
    signal: stop.signal,
    onStep: () => setImmediate(() => stop.abort()),
  })
  expect(result).toMatchObject({ ok: false, test: { ok: false, cause: 'timeout' } })
  expect(readRows(file)).toEqual([])
})

test('steps are told while they run', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const steps: string[] = []
  const { accessToken, clientId } = accountOf(sandbox, GOOD, 'products and channels')
  await connections.create(
    KIND,
    { ...tokenForm(sandbox), accessToken, clientId },
    { onStep: ({ id, state }) => void steps.push(`${id} ${state}`) },
  )
  // Without the scope for the store's information the test goes on to what every token may read.
  expect(steps).toEqual([
    'store started',
    'store skipped',
    'time started',
    'time skipped',
    'hooks started',
    'hooks passed',
  ])
})

test('a form without secrets is stored without a sealed token', async () => {
  const { open, sandbox, file } = await bench()
  const connform = await open()
  const { id } = await saveClient(connform, registerApp(sandbox))
  expect(savedIn(await connform.connections.create(KIND, oauthForm(id)))).toMatchObject({ secrets: {} })
  expect(readRows(file)).toMatchObject([{ sealed: null, key_id: null }])
})

test('validate cleans and checks, asks nothing, and hands out secrets that print as a mask', async () => {
  const { open, sandbox, file } = await bench()
  const { connections } = await open()
  const prepared = connections.validate(KIND, tokenForm(sandbox))
  expect(prepared).toMatchObject({ ok: true, issues: [], changes: [] })
  expect(prepared.secrets['accessToken']).toBeInstanceOf(Secret)
  expect(JSON.parse(JSON.stringify(prepared.secrets))).toEqual({ accessToken: '**********' })
  expect(sandbox.requests()).toEqual([])
  expect(readRows(file)).toEqual([])
})
