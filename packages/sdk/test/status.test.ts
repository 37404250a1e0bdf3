import { expect, test } from 'vitest'
import { bench } from './support/bench.ts'
import { accountOf, GOOD, savedIn, tokenForm } from './support/forms.ts'

const KIND = 'bigcommerce-rest'

async function tested(hash = GOOD) {
  const at = await bench()
  const { connections } = await at.open()
  const { id } = savedIn(await connections.create(KIND, tokenForm(at.sandbox, hash), { verify: 'skip' }))
  return { ...at, connections, id }
}

test('a test is one signed request, and its result is stored with the connection', async () => {
  const { connections, id, sandbox } = await tested()
  const result = await connections.test(id)
  expect(result).toMatchObject({ ok: true, cause: 'ok', account: { name: 'Cedar & Canvas' } })
  expect(sandbox.requests()).toMatchObject([{ path: `/stores/${GOOD}/v2/store`, tokenRight: true }])
  expect(await connections.get(id)).toMatchObject({ lastTest: result, status: 'active', revision: 1 })
})

test('a failed test marks the connection, and a passed one lifts the mark', async () => {
  const { connections, id, sandbox } = await tested()
  sandbox.setFault(GOOD, { kind: 'suspended' })
  expect(await connections.test(id)).toMatchObject({ ok: false, cause: 'store_unavailable' })
  expect((await connections.get(id)).status).toBe('failing')
  expect((await connections.list({ status: 'failing' })).connections).toHaveLength(1)
  sandbox.setFault(GOOD, null)
  expect(await connections.test(id)).toMatchObject({ ok: true })
  expect((await connections.get(id)).status).toBe('active')
})

test('what was switched off stays off, whatever a test or an edit finds', async () => {
  const { connections, id, sandbox } = await tested()
  expect(await connections.setStatus(id, 'inactive')).toMatchObject({ status: 'inactive', revision: 2 })
  await connections.test(id)
  expect(await connections.get(id)).toMatchObject({ status: 'inactive', lastTest: { ok: true } })
  sandbox.revoke(accountOf(sandbox).accessToken)
  await connections.test(id)
  await connections.update(id, { name: 'Renamed' })
  expect(await connections.get(id)).toMatchObject({ status: 'inactive', lastTest: { ok: false } })
  expect(await connections.setStatus(id, 'active')).toMatchObject({ status: 'active' })
})

test('a profile is looked for by reading alone', async () => {
  const { connections, id, sandbox } = await tested()
  const result = await connections.test(id, { profile: 'akeneo-app' })
  expect(result.scopes).toMatchObject({ missing: [] })
  expect(new Set(sandbox.requests().map(({ method }) => method))).toEqual(new Set(['GET']))
  await expect(connections.test(id, { profile: 'nothing' })).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
})

test('a stopped test is not stored', async () => {
  const { connections, id } = await tested('noanswers0')
  const before = await connections.get(id)
  const stop = new AbortController()
  const result = await connections.test(id, {
    signal: stop.signal,
    onStep: () => setImmediate(() => stop.abort()),
  })
  expect(result).toMatchObject({ ok: false, cause: 'timeout' })
  expect(await connections.get(id)).toEqual(before)
})

test('a rename during a test keeps both the name and the result', async () => {
  const { connections, id, open } = await tested()
  const other = await open()
  let rename: Promise<unknown> | undefined
  const result = await connections.test(id, {
    onStep: () => {
      rename ??= other.connections.update(id, { name: 'Renamed meanwhile' })
    },
  })
  await rename
  expect(await connections.get(id)).toMatchObject({ name: 'Renamed meanwhile', lastTest: result })
})

test('the result for a token that was replaced meanwhile is not stored', async () => {
  const { connections, id, open, sandbox } = await tested()
  const other = await open()
  sandbox.setFault(accountOf(sandbox).accessToken, { kind: 'slow', delayMs: 300 })
  const { accessToken, clientId } = accountOf(sandbox, GOOD, 'every read-only')
  let replace: Promise<unknown> | undefined
  await connections.test(id, {
    onStep: ({ state }) => {
      if (state === 'started') replace = other.connections.update(id, { accessToken, clientId }, { verify: 'skip' })
    },
  })
  await replace
  expect(await connections.get(id)).toMatchObject({ lastTest: null, revision: 2 })
})

test('a removed connection is gone, for every function', async () => {
  const { connections, id } = await tested()
  await connections.remove(id)
  const gone = { code: 'ERR_CONNECTION_NOT_FOUND' }
  await expect(connections.get(id)).rejects.toMatchObject(gone)
  await expect(connections.update(id, {})).rejects.toMatchObject(gone)
  await expect(connections.test(id)).rejects.toMatchObject(gone)
  await expect(connections.setStatus(id, 'active')).rejects.toMatchObject(gone)
  await expect(connections.remove(id)).rejects.toMatchObject(gone)
})

test('a form that is open while the connection is tested can still be saved, and keeps what the test found', async () => {
  const { open, sandbox } = await bench()
  const { connections } = await open()
  const { id, revision, updatedAt } = savedIn(await connections.create('bigcommerce-rest', tokenForm(sandbox)))
  sandbox.setFault(GOOD, { kind: 'server-error', status: 500 })
  expect(await connections.test(id)).toMatchObject({ ok: false })
  expect(await connections.get(id)).toMatchObject({ status: 'failing', revision, updatedAt })
  expect(savedIn(await connections.update(id, { name: 'Renamed' }, { revision }))).toMatchObject({ name: 'Renamed' })
  expect(await connections.get(id)).toMatchObject({
    status: 'failing',
    lastTest: { ok: false },
    revision: revision + 1,
  })
})
