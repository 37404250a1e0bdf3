import { DatabaseSync } from 'node:sqlite'
import { MASK, StoreConflictError } from 'connform'
import { describe, expect, test } from 'vitest'
import { type Bench, bench } from './support/bench.ts'
import { accountOf, GOOD, OTHER, savedIn, tokenForm } from './support/forms.ts'
import { readRows } from './support/read-rows.ts'
import { weather } from './support/weather-definition.ts'

const KIND = 'bigcommerce-rest'
const later = () => new Date('2026-06-02T00:00:00Z')
const sooner = () => new Date('2026-06-01T00:00:00Z')

/** A saved Token connection with both secrets, and a connform that edits it a day later. */
async function edited({ open, sandbox }: Bench) {
  const { clientSecret } = accountOf(sandbox)
  const author = await open({ clock: sooner })
  const connection = savedIn(await author.connections.create(KIND, { ...tokenForm(sandbox), clientSecret }))
  sandbox.forgetRequests()
  const { connections } = await open({ clock: later })
  return { connections, connection, id: connection.id }
}

describe('a saved secret', () => {
  test.each([undefined, '', '   ', null, MASK])('is kept where the patch says %j', async (given) => {
    const at = await bench()
    const { connections, connection, id } = await edited(at)
    const patch = { name: 'Renamed', ...(given === undefined ? {} : { accessToken: given }) }
    const result = await connections.update(id, patch)
    if (given === null) {
      expect(result).toMatchObject({ ok: false, issues: [{ path: ['accessToken'], code: 'secret_required' }] })
      return
    }
    expect(savedIn(result)).toMatchObject({ name: 'Renamed', revision: 2, secrets: connection.secrets })
    expect(await connections.test(id)).toMatchObject({ ok: true })
    expect(at.sandbox.requests()).toMatchObject([{ tokenRight: true }])
  })

  test('is replaced by a new text, which is tested', async () => {
    const at = await bench()
    const { connections, connection, id } = await edited(at)
    const { accessToken, clientId } = accountOf(at.sandbox, GOOD, 'every read-only')
    at.sandbox.revoke(accountOf(at.sandbox).accessToken)
    const { secrets, lastTest } = savedIn(await connections.update(id, { accessToken, clientId }))
    expect(secrets['accessToken']?.updatedAt).toBe(later().toISOString())
    expect(secrets['clientSecret']).toEqual(connection.secrets['clientSecret'])
    expect(lastTest).toMatchObject({ ok: true, testedAt: later().toISOString() })
    expect(at.sandbox.requests()).toMatchObject([{ tokenRight: true }])
  })

  test('is cleared by null where the form can do without it', async () => {
    const { connections, id } = await edited(await bench())
    const { secrets } = savedIn(await connections.update(id, { clientSecret: null }))
    expect(Object.keys(secrets)).toEqual(['accessToken'])
    expect(Object.keys((await connections.get(id)).secrets)).toEqual(['accessToken'])
  })

  test('is never a mask, whatever the mask is made of', async () => {
    const at = await bench()
    const { connections, id } = await edited(at)
    const before = readRows(at.file)
    for (const mask of ['****', '••••••••', '●●●●●●']) {
      const result = await connections.update(id, { accessToken: mask })
      expect(result).toMatchObject({ ok: false, issues: [{ path: ['accessToken'], code: 'mask_pasted' }] })
    }
    expect(readRows(at.file)).toEqual(before)
  })

  test('must be typed again under the policy always, and only then', async () => {
    const { connections, id } = await edited(await bench())
    for (const accessToken of ['', MASK, undefined]) {
      const result = await connections.update(id, { name: 'Renamed', accessToken }, { reentry: 'always' })
      expect(result).toMatchObject({ ok: false })
      expect(result.issues.map(({ path, code }) => [path[0], code])).toEqual([
        ['accessToken', 'secret_required'],
        ['clientSecret', 'secret_required'],
      ])
    }
    expect((await connections.get(id)).name).toBe('Production')
  })

  test.each(['keep', 'always'] as const)('must be typed again for another store (policy %s)', async (reentry) => {
    const at = await bench()
    const { connections, id } = await edited(at)
    const result = await connections.update(id, { storeHash: OTHER }, { reentry })
    expect(result).toMatchObject({ ok: false, issues: [{ path: ['accessToken'], code: 'secret_required' }, {}] })
    const { accessToken, clientId, clientSecret } = accountOf(at.sandbox, OTHER)
    const moved = await connections.update(id, { storeHash: OTHER, accessToken, clientId, clientSecret }, { reentry })
    expect(savedIn(moved)).toMatchObject({ values: { storeHash: OTHER }, status: 'active' })
    // The saved token never went to the other store.
    expect(at.sandbox.requests()).toMatchObject([{ path: `/stores/${OTHER}/v2/store`, tokenRight: true }])
  })

  test('must be typed again for another auth type, and the old one is gone', async () => {
    const at = await bench()
    const { connections, id } = await edited(at)
    expect(await connections.update(id, { authType: 'basic' })).toMatchObject({ ok: false })
    const { accessToken: password, clientId: username } = accountOf(at.sandbox)
    const result = await connections.update(id, { authType: 'basic', username, password })
    expect(savedIn(result)).toMatchObject({
      authType: 'basic',
      values: { name: 'Production', authType: 'basic', storeHash: GOOD, username },
    })
    expect(Object.keys(savedIn(result).secrets)).toEqual(['password'])
  })
})

test('a new name alone asks nothing of the provider and leaves what is sealed as it is', async () => {
  const at = await bench()
  const { connections, connection, id } = await edited(at)
  const [before] = readRows(at.file)
  const result = await connections.update(id, { name: '  Renamed ' })
  expect(savedIn(result)).toEqual({
    ...connection,
    name: 'Renamed',
    values: { ...connection.values, name: 'Renamed' },
    revision: 2,
    updatedAt: later().toISOString(),
  })
  expect(result).not.toHaveProperty('test')
  expect(at.sandbox.requests()).toEqual([])
  expect(readRows(at.file)[0]?.['sealed']).toBe(before?.['sealed'])
})

test('an edit whose test fails changes nothing', async () => {
  const at = await bench()
  const { connections, connection, id } = await edited(at)
  const { accessToken, clientId } = accountOf(at.sandbox, GOOD, 'deleted account')
  const result = await connections.update(id, { name: 'Renamed', accessToken, clientId })
  expect(result).toMatchObject({ ok: false, issues: [{ path: ['accessToken'], code: 'bad_credentials' }] })
  expect(await connections.get(id)).toEqual(connection)
})

test('with report an edit is stored and marked, with skip it is stored and counts as untested', async () => {
  const at = await bench()
  const { connections, id } = await edited(at)
  const { accessToken, clientId } = accountOf(at.sandbox, GOOD, 'deleted account')
  const reported = await connections.update(id, { accessToken, clientId }, { verify: 'report' })
  expect(savedIn(reported)).toMatchObject({ status: 'failing', lastTest: { cause: 'bad_credentials' } })
  at.sandbox.forgetRequests()
  const skipped = await connections.update(id, { accessToken: accountOf(at.sandbox).accessToken }, { verify: 'skip' })
  expect(savedIn(skipped)).toMatchObject({ status: 'active', lastTest: null })
  expect(at.sandbox.requests()).toEqual([])
})

test('an unknown field and a wrong value are issues, and nothing changes', async () => {
  const { connections, connection, id } = await edited(await bench())
  expect(await connections.update(id, { storeHsh: 'x' })).toMatchObject({
    ok: false,
    issues: [{ code: 'unknown_field', hint: 'Did you mean storeHash?' }],
  })
  expect(await connections.update(id, null)).toMatchObject({ ok: false, issues: [{ code: 'not_an_object' }] })
  expect(await connections.update(id, { name: '' })).toMatchObject({ ok: false, issues: [{ path: ['name'] }] })
  expect(await connections.get(id)).toEqual(connection)
})

describe('two who edit at once', () => {
  test('the one who read before the other saved is told', async () => {
    const { connections, id } = await edited(await bench())
    await connections.update(id, { name: 'First' }, { revision: 1 })
    const second = connections.update(id, { name: 'Second' }, { revision: 1 })
    await expect(second).rejects.toBeInstanceOf(StoreConflictError)
    await expect(second).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT', expectedRevision: 1 })
    expect((await connections.get(id)).name).toBe('First')
  })

  test('no update is lost between two connforms on one file', async () => {
    const at = await bench()
    const { connections, id } = await edited(at)
    const other = await at.open()
    const { accessToken, clientId } = accountOf(at.sandbox, GOOD, 'every read-only')
    // While the first edit is being tested, the other one is saved.
    const first = connections.update(
      id,
      { accessToken, clientId },
      { onStep: ({ state }) => (state === 'started' ? void rename : undefined) },
    )
    const rename = other.connections.update(id, { name: 'Renamed meanwhile' })
    const [edit, renamed] = await Promise.allSettled([first, rename])
    expect(renamed.status).toBe('fulfilled')
    expect(edit).toMatchObject({ status: 'rejected', reason: { code: 'ERR_STORE_CONFLICT' } })
    expect(await connections.get(id)).toMatchObject({ name: 'Renamed meanwhile', revision: 2 })
  })
})

describe('a definition that has changed since the connection was saved', () => {
  const key = 'weather-key-1'
  const form = { name: 'Harbour', station: 'hamburg', apiKey: key }

  test('rules the edit: values without a field are left behind, and its version is taken over', async () => {
    const { open } = await bench()
    const { required: _, ...before } = weather.form
    const old = {
      ...weather,
      form: {
        ...before,
        required: ['name', 'station', 'apiKey'],
        properties: { ...before.properties, unit: { type: 'string', title: 'Unit', maxLength: 10 } },
        propertyNames: { enum: [...before.propertyNames.enum, 'unit'] },
      },
    } as const
    const first = await open({ definitions: [old] })
    const saved = await first.connections.create('weather', { ...form, unit: 'celsius' }, { verify: 'skip' })
    const { connections } = await open({ definitions: [{ ...weather, version: '2.0.0' }] })
    const { id } = savedIn(saved)
    expect((await connections.get(id)).definitionVersion).toBe('1.0.0')
    const updated = savedIn(await connections.update(id, { name: 'Quay' }, { verify: 'skip' }))
    expect(updated).toMatchObject({ definitionVersion: '2.0.0', secrets: { apiKey: { set: true } } })
    expect(updated.values).toEqual({ name: 'Quay', station: 'hamburg' })
  })

  test('asks for a field it requires since', async () => {
    const { open } = await bench()
    const first = await open({ definitions: [weather] })
    const { id } = savedIn(await first.connections.create('weather', form, { verify: 'skip' }))
    const next = {
      ...weather,
      version: '2.0.0',
      form: {
        ...weather.form,
        properties: { ...weather.form.properties, region: { type: 'string', title: 'Region', maxLength: 10 } },
        required: [...(weather.form.required ?? []), 'region'],
        propertyNames: { enum: [...weather.form.propertyNames.enum, 'region'] },
      },
    } as const
    const { connections } = await open({ definitions: [next] })
    expect(await connections.update(id, { name: 'Quay' })).toMatchObject({
      ok: false,
      issues: [{ path: ['region'], code: 'required' }],
    })
  })
})

test('a connection whose key is lost is renamed and switched off, and mended by typing every secret again', async () => {
  const at = await bench()
  const { connection, id } = await edited(at)
  const database = new DatabaseSync(at.file)
  database.exec('pragma foreign_keys = off; delete from data_keys')
  database.close()
  const { connections } = await at.open()
  const { accessToken, clientSecret } = accountOf(at.sandbox)
  expect(savedIn(await connections.update(id, { name: 'Renamed' }))).toMatchObject({ secrets: connection.secrets })
  expect(await connections.setStatus(id, 'inactive')).toMatchObject({ status: 'inactive' })
  const unopened = { code: expect.stringMatching(/^ERR_VAULT_/) }
  await expect(connections.test(id)).rejects.toMatchObject(unopened)
  await expect(connections.update(id, { accessToken })).rejects.toMatchObject(unopened)
  savedIn(await connections.update(id, { accessToken, clientSecret }))
  expect(await connections.test(id)).toMatchObject({ ok: true })
})
