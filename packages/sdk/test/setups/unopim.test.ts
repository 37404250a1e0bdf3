import { expect, test } from 'vitest'
import { accountOf, GOOD, OTHER } from '../support/forms.ts'
import { setupBench, setupIn } from '../support/setups.ts'

const DOCUMENT = 'unopim'

const started = async (...options: Parameters<typeof setupBench>) => {
  const parts = await setupBench(...options)
  const start = (label: string, hash = GOOD, more = {}) =>
    parts.setups.start(DOCUMENT, {
      connect: { slot: 'store', input: { ...parts.labelledForm(label, hash), ...more } },
    })
  return { ...parts, start }
}

test('credentials are listed, searched by label and address, sorted and filtered', async () => {
  const { setups, start } = await started()
  for (const [label, hash, status] of [
    ['Production', GOOD, 'active'],
    ['outlet', OTHER, 'active'],
    ['Attic', GOOD, 'inactive'],
  ] as const) {
    setupIn(await start(label, hash, { status }))
  }
  const labels = async (options?: Parameters<typeof setups.list>[0]) =>
    (await setups.list(options)).map(({ name }) => name)
  expect(await labels()).toEqual(['Attic', 'outlet', 'Production'])
  expect(await labels({ sort: { by: 'name', descending: true } })).toEqual(['Production', 'outlet', 'Attic'])
  expect(await labels({ search: 'PROD' })).toEqual(['Production'])
  expect(await labels({ search: OTHER })).toEqual(['outlet'])
  expect(await labels({ status: 'active' })).toEqual(['outlet', 'Production'])
  expect(await labels({ status: 'inactive' })).toEqual(['Attic'])
  expect(await labels({ status: 'failing' })).toEqual([])
  expect((await labels({ sort: { by: 'address' } }))[0]).toBe('outlet')
  expect(await labels({ sort: { by: 'status' } })).toEqual(expect.arrayContaining(['Attic', 'outlet', 'Production']))
  expect(await labels({ document: DOCUMENT, search: 'nobody' })).toEqual([])
  await expect(setups.list({ document: 'unopin' })).rejects.toMatchObject({ hint: 'Did you mean unopim?' })
})

test('a credential is verified before it is saved, and a wrong one leaves nothing at all', async () => {
  const { setups, start, connectionCount, connform, sandbox } = await started()
  const wrong = await start('Production', GOOD, {
    accessToken: accountOf(sandbox, OTHER).accessToken,
  })
  expect(wrong).toMatchObject({ ok: false, test: { ok: false } })
  expect(await start('Production', GOOD, { clientSecret: '' })).toMatchObject({
    ok: false,
    issues: [{ path: ['clientSecret'], code: 'required' }],
  })
  expect(await start('Production', GOOD, { status: 'paused' })).toMatchObject({
    ok: false,
    issues: [{ path: ['status'], code: 'option' }],
  })
  expect([await setups.list(), await connectionCount()]).toEqual([[], 0])
  expect((await connform.audit.list()).entries.filter(({ action }) => action.startsWith('setup'))).toEqual([])
})

test.each(['', '**********', undefined])('%j in place of a secret keeps the one that is saved', async (blank) => {
  const { setups, start, connform } = await started()
  const { id, slots } = setupIn(await start('Production'))
  const connection = slots['store']?.connection?.id ?? ''
  const edited = await setups.connect(id, 'store', { name: 'Main', accessToken: blank, clientSecret: blank })
  expect(setupIn(edited).name).toBe('Main')
  const saved = await connform.connections.get(connection)
  expect(Object.keys(saved.secrets).sort()).toEqual(['accessToken', 'clientSecret'])
  expect((await setups.test(id, 'store')).ok).toBe(true)
})

test('a new secret takes the place of the saved one, once it has passed the test', async () => {
  const { setups, start, sandbox } = await started()
  const { id } = setupIn(await start('Production'))
  expect(await setups.connect(id, 'store', { accessToken: 'n0t0f0this0store000000000000000' })).toMatchObject({
    ok: false,
    issues: [{ code: 'bad_credentials' }],
  })
  expect((await setups.test(id, 'store')).ok).toBe(true)
  const other = accountOf(sandbox, OTHER)
  const moved = await setups.connect(id, 'store', {
    storeHash: OTHER,
    accessToken: other.accessToken,
    clientId: other.clientId,
    clientSecret: other.clientSecret,
  })
  expect(setupIn(moved).slots['store']?.connection?.values).toMatchObject({ storeHash: OTHER })
})

test('the form shows the address it was pasted as, the status, and no secret', async () => {
  const { setups, start } = await started()
  const { id } = setupIn(await start('Production', GOOD, { status: 'inactive' }))
  const { values, secrets, form } = await setups.form(id, 'store')
  expect(values).toMatchObject({
    name: 'Production',
    storeHash: `https://api.bigcommerce.com/stores/${GOOD}/`,
    status: 'inactive',
  })
  expect(Object.keys(secrets).sort()).toEqual(['accessToken', 'clientSecret'])
  expect(form['propertyNames']).toEqual({
    enum: ['name', 'storeHash', 'clientId', 'clientSecret', 'accessToken', 'status'],
  })
  expect(setupIn(await setups.connect(id, 'store', { ...values, status: 'active' })).slots['store']).toMatchObject({
    connection: { status: 'active' },
  })
})

test('defaults come from the lists of the store, and can be taken away again', async () => {
  const { setups, start } = await started()
  const { id } = setupIn(await start('Production'))
  expect((await setups.options(id, 'defaultLocale')).map(({ value }) => value)).toEqual(['en', 'de', 'fr'])
  expect((await setups.options(id, 'defaultCurrency')).map(({ value }) => value)).toEqual(['USD', 'EUR'])
  setupIn(await setups.save(id, { defaultCurrency: 'EUR', defaultLocale: 'de' }))
  expect(await setups.save(id, { defaultCurrency: 'GBP' })).toMatchObject({ issues: [{ code: 'not_offered' }] })
  expect(setupIn(await setups.save(id, { defaultLocale: null })).settings).toEqual({ defaultCurrency: 'EUR' })
})

test('a mapping is saved row by row, and half or double rows are refused by their number', async () => {
  const { setups, start } = await started()
  const { id } = setupIn(await start('Production'))
  const localeMapping = [
    { from: 'en_US', to: 'en' },
    { from: 'de_DE', to: 'de' },
    { from: '', to: '' },
  ]
  expect(setupIn(await setups.save(id, { localeMapping })).settings['localeMapping']).toEqual(localeMapping.slice(0, 2))
  for (const [row, code, path] of [
    [{ from: 'fr_FR' }, 'required', ['localeMapping', '2']],
    [{ from: 'en_US', to: 'de' }, 'duplicate', ['localeMapping', '2']],
    [{ from: 'fr_FR', to: 'xx' }, 'not_offered', ['localeMapping', '2', 'to']],
    [{ from: 'xx_XX', to: 'fr' }, 'not_offered', ['localeMapping', '2', 'from']],
  ] as const) {
    expect(await setups.save(id, { localeMapping: [...localeMapping.slice(0, 2), row] })).toMatchObject({
      ok: false,
      issues: [{ code, path }],
    })
  }
  setupIn(await setups.save(id, { currencyMapping: [{ from: 'EUR', to: 'EUR' }] }))
  expect((await setups.status(id)).setup.settings['localeMapping']).toHaveLength(2)
})

test('the lists of the embedding product stand in the place of those of the document', async () => {
  const asked: unknown[] = []
  const { setups, start } = await started({
    lists: {
      'unopim.locales': async (owner) => {
        asked.push(owner)
        return [{ value: 'de_AT', label: 'Austrian German' }]
      },
    },
  })
  const { id } = setupIn(await start('Production'))
  expect((await setups.options(id, 'localeMapping.from')).map(({ value }) => value)).toEqual(['de_AT'])
  expect(await setups.options(id, 'currencyMapping.from')).toHaveLength(13)
  setupIn(await setups.save(id, { localeMapping: [{ from: 'de_AT', to: 'de' }] }))
  expect(await setups.save(id, { localeMapping: [{ from: 'en_US', to: 'en' }] })).toMatchObject({ ok: false })
  expect(asked[0]).toEqual({ tenant: 'default', setup: id })
  await expect(setups.options(id, 'host.nothing')).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
})

test('a removed credential is gone from every list, and its connection can be restored', async () => {
  const { setups, start, connform, connectionCount } = await started()
  const { id, slots } = setupIn(await start('Production'))
  expect(setups.documents.get(DOCUMENT).removal).toContain('stay in BigCommerce')
  await setups.remove(id)
  await expect(setups.remove(id)).rejects.toMatchObject({ code: 'ERR_SETUP_NOT_FOUND' })
  expect([await setups.list(), await connectionCount()]).toEqual([[], 0])
  const restored = await connform.connections.restore(slots['store']?.connection?.id ?? '')
  expect(restored).toMatchObject({ name: 'Production' })
  expect(await connectionCount()).toBe(1)
})

test('connections are left where that is asked when a setup is removed', async () => {
  const { setups, start, connectionCount } = await started()
  const { id } = setupIn(await start('Production'))
  await setups.remove(id, { keepConnections: true })
  expect(await connectionCount()).toBe(1)
})
