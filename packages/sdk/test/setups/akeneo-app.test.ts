import type { SetupEvent, SetupResult } from 'connform'
import { describe, expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { databases } from '../support/databases.ts'
import { accountOf, GOOD, OTHER, pimForm } from '../support/forms.ts'

const DOCUMENT = 'akeneo-app'
const choices = { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' }

function setupIn(result: SetupResult) {
  if (!result.ok) throw new Error(`Nothing was saved: ${JSON.stringify(result)}`)
  return result.setup
}

describe.each(databases)('on $name', (database) => {
  const opened = async () => {
    const { open, sandbox } = await bench({}, database)
    const connform = await open()
    const { name: _, ...pim } = pimForm(sandbox)
    const storeForm = (hash = GOOD, label = '') => {
      const { accessToken, clientId } = accountOf(sandbox, hash, label)
      return { accessToken, clientId, storeHash: hash }
    }
    return { connform, sandbox, pim, storeForm, setups: connform.setups }
  }

  const configured = async () => {
    const parts = await opened()
    const { setups, pim, storeForm } = parts
    const { id } = setupIn(await setups.start(DOCUMENT))
    setupIn(await setups.connect(id, 'pim', pim))
    setupIn(await setups.connect(id, 'store', storeForm()))
    setupIn(await setups.save(id, choices, { section: 'store-configuration' }))
    setupIn(await setups.save(id, { storefront: '1', displayType: 'dropdown' }))
    return { ...parts, id }
  }

  test('goes from nothing to ready, each section opening once its connection works', async () => {
    const { connform, setups, pim, storeForm } = await opened()
    const events: SetupEvent[] = []
    const stop = setups.subscribe((event) => events.push(event))
    const { id } = setupIn(await setups.start(DOCUMENT))
    const open = async () =>
      (await setups.status(id)).sections.filter((section) => section.open).map((section) => section.id)
    expect(await open()).toEqual(['pim', 'store', 'display-type'])
    expect((await setups.status(id)).sections.find((section) => section.id === 'storefront')?.reasons).toMatchObject([
      { code: 'gate_closed', path: ['store'], hint: expect.any(String) },
    ])
    expect(await setups.save(id, { locale: 'en_US' })).toMatchObject({
      ok: false,
      issues: [{ path: ['locale'], code: 'gate_closed' }],
    })

    setupIn(await setups.connect(id, 'pim', pim))
    expect(await open()).toEqual(['pim', 'store', 'store-configuration', 'display-type'])
    setupIn(await setups.connect(id, 'store', storeForm()))
    expect(await open()).toContain('storefront')
    expect((await setups.status(id)).next).toBe('store-configuration')
    setupIn(await setups.save(id, choices, { section: 'store-configuration' }))
    setupIn(await setups.save(id, { storefront: '1', displayType: 'dropdown' }))
    expect(await setups.status(id)).toMatchObject({ ready: true, next: null, cleaning: null })
    expect((await connform.audit.list({ subject: id })).entries.map(({ action }) => action).sort()).toEqual([
      'setup.connected',
      'setup.connected',
      'setup.saved',
      'setup.saved',
      'setup.started',
    ])
    stop()
    await setups.markUsed(id)
    expect(events.map(({ type }) => type)).toEqual([
      'setup.started',
      'setup.connected',
      'setup.gates_changed',
      'setup.connected',
      'setup.gates_changed',
      'setup.saved',
      'setup.saved',
    ])
    expect(events[2]).toMatchObject({ opened: ['store-configuration'], closed: [] })
  })

  test('credentials that do not work leave nothing behind, and missing scopes are named', async () => {
    const { connform, setups, storeForm } = await opened()
    const { id } = setupIn(await setups.start(DOCUMENT))
    const revoked = await setups.connect(id, 'store', storeForm(GOOD, 'deleted'))
    expect(revoked).toMatchObject({ ok: false, test: { cause: 'bad_credentials' } })
    const readOnly = await setups.connect(id, 'store', storeForm(GOOD, 'no scope but'))
    expect(readOnly).toMatchObject({
      ok: false,
      test: { cause: 'missing_scope' },
    })
    expect((await connform.connections.list()).connections).toEqual([])
    expect((await setups.status(id)).slots).toMatchObject([
      { slot: 'pim', state: 'empty' },
      { slot: 'store', state: 'empty' },
    ])
  })

  test('a list is read live, and what depends on a choice follows it', async () => {
    const { setups, id } = await configured()
    expect((await setups.options(id, 'locale')).map(({ value }) => value)).toEqual(['de_DE', 'en_US', 'fr_FR'])
    expect((await setups.options(id, 'locale', { settings: { channel: 'mobile' } })).map(({ value }) => value)).toEqual(
      ['en_US'],
    )
    const print = await setups.options(id, 'mainCategory', { settings: { channel: 'print' } })
    expect(print[0]?.value).toBe('print_catalogue')
    expect(print.length).toBe(10)
    expect(await setups.save(id, { channel: 'print' })).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([expect.objectContaining({ path: ['mainCategory'], code: 'not_offered' })]),
    })
  })

  test('after the first use a locked field changes only when that is confirmed, with its reset', async () => {
    const { setups, id } = await configured()
    await setups.markUsed(id)
    const change = { locale: 'fr_FR' }
    expect(await setups.save(id, change)).toMatchObject({
      ok: false,
      issues: [{ path: ['locale'], code: 'locked_field' }],
      guard: { fields: ['locale'], reset: 'keep-store' },
    })
    expect((await setups.status(id)).setup).toMatchObject({ settings: choices, usedAt: expect.any(String) })
    expect(await setups.save(id, change, { confirm: ['locale'] })).toMatchObject({
      ok: true,
      reset: 'keep-store',
      setup: { settings: { ...choices, ...change, storefront: '1' }, usedAt: null },
    })
    expect((await setups.status(id)).slots).toMatchObject([{ state: 'works' }, { state: 'works' }])
  })

  test('another store hash after the first use starts over with the new store', async () => {
    const { connform, setups, id, storeForm } = await configured()
    await setups.markUsed(id)
    const other = storeForm(OTHER)
    expect(await setups.connect(id, 'store', other)).toMatchObject({
      ok: false,
      guard: { fields: ['store.storeHash'], reset: 'delete-store' },
    })
    const result = await setups.connect(id, 'store', other, { confirm: ['store.storeHash'] })
    expect(result).toMatchObject({ ok: true, reset: 'delete-store', setup: { settings: {}, usedAt: null } })
    const { slots } = setupIn(result)
    expect(Object.keys(slots)).toEqual(['store'])
    expect(slots['store']?.connection?.values['storeHash']).toBe(OTHER)
    expect((await connform.connections.list()).connections.length).toBe(1)
  })

  test('each reset forgets what it says, and a change behind the setup asks for one', async () => {
    const { connform, setups, id, storeForm } = await configured()
    await setups.markUsed(id)
    const { slots } = (await setups.status(id)).setup
    await connform.connections.update(slots['store']?.connection?.id ?? '', storeForm(OTHER))
    expect(await setups.status(id)).toMatchObject({
      ready: false,
      cleaning: { reset: 'delete-store', fields: ['store.storeHash'] },
    })
    for (const late of [
      () => setups.reset(id, 'keep-store', { revision: 1 }),
      () => setups.markUsed(id, { revision: 1 }),
      () => setups.remove(id, { revision: 1 }),
    ]) {
      await expect(late()).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' })
    }
    expect(await setups.reset(id, 'keep-store')).toMatchObject({ settings: {}, usedAt: null })
    expect((await setups.status(id)).slots).toMatchObject([{ state: 'works' }, { state: 'works' }])
    expect(await setups.reset(id, 'delete-store')).toMatchObject({ slots: {}, settings: {} })
    expect((await connform.connections.list()).connections).toEqual([])
    await setups.remove(id)
    await expect(setups.status(id)).rejects.toMatchObject({ code: 'ERR_SETUP_NOT_FOUND' })
  })
})
