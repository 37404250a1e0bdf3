import { expect, test } from 'vitest'
import { OTHER } from '../support/forms.ts'
import { setupBench, setupIn } from '../support/setups.ts'

const DOCUMENT = 'akeneo-connector-v1'
const choices = { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' }

const configured = async () => {
  const parts = await setupBench()
  const { setups, pim, storeForm } = parts
  const { id } = setupIn(await setups.start(DOCUMENT))
  setupIn(await setups.connect(id, 'pim', pim))
  setupIn(await setups.connect(id, 'store', storeForm()))
  setupIn(await setups.save(id, choices, { section: 'main-configuration' }))
  return { ...parts, id }
}

test('each credential fails with hints of its own, and nothing is kept', async () => {
  const { setups, pim, storeForm, connectionCount } = await setupBench()
  const { id } = setupIn(await setups.start(DOCUMENT))
  const wrongPim = await setups.connect(id, 'pim', { ...pim, password: 'not-the-password' })
  expect(wrongPim).toMatchObject({ ok: false, issues: [{ code: 'bad_credentials' }], test: { ok: false } })
  const wrongStore = await setups.connect(id, 'store', storeForm(undefined, 'deleted'))
  expect(wrongStore).toMatchObject({ ok: false, test: { cause: 'bad_credentials' } })
  expect(wrongPim.test?.hints).not.toEqual(wrongStore.test?.hints)
  expect(await connectionCount()).toBe(0)
})

test('the main configuration is disabled until the PIM is saved and has passed its test', async () => {
  const { setups, pim, storeForm } = await setupBench()
  const { id } = setupIn(await setups.start(DOCUMENT))
  const isOpen = async () =>
    (await setups.status(id)).sections.find((section) => section.id === 'main-configuration')?.open
  setupIn(await setups.connect(id, 'store', storeForm()))
  expect(await isOpen()).toBe(false)
  await expect(setups.options(id, 'locale')).rejects.toMatchObject({ code: 'ERR_CONNECTION_REFUSED' })
  expect(await setups.save(id, {}, { section: 'main-configuration' })).toMatchObject({ ok: false })
  setupIn(await setups.connect(id, 'pim', pim))
  expect(await isOpen()).toBe(true)
  expect((await setups.options(id, 'channel')).map(({ value }) => value)).toEqual(['ecommerce', 'mobile', 'print'])
  setupIn(await setups.save(id, choices, { section: 'main-configuration' }))
  expect(await setups.status(id)).toMatchObject({ ready: true, next: null })
})

test('a PIM that stops working locks the main configuration again, with its own advice', async () => {
  const { setups, sandbox, id } = await configured()
  sandbox.setFault('pim.example.com', { kind: 'server-error' })
  expect((await setups.test(id, 'pim')).ok).toBe(false)
  const { sections, slots } = await setups.status(id)
  expect(sections.find((section) => section.id === 'main-configuration')).toMatchObject({ open: false, done: false })
  expect(slots[0]).toMatchObject({ state: 'failing' })
  expect(slots[0]?.hints.some((hint) => hint.includes('Data destination'))).toBe(true)
  sandbox.setFault('pim.example.com', null)
  expect((await setups.test(id, 'pim')).ok).toBe(true)
  expect((await setups.status(id)).ready).toBe(true)
})

test('each of the five fields is guarded after the first import, with the reset it needs', async () => {
  const { setups, id, sandbox, pim, storeForm } = await configured()
  await setups.markUsed(id)
  const changes = [
    [{ locale: 'de_DE' }, ['locale']],
    [{ channel: 'mobile' }, ['channel']],
    [{ mainCategory: 'master' }, ['mainCategory']],
  ] as const
  for (const [patch, fields] of changes) {
    const [category] = await setups.options(id, 'mainCategory')
    const meant = 'mainCategory' in patch ? { mainCategory: category?.value } : patch
    const guarded = await setups.save(id, meant)
    expect(guarded).toMatchObject({ ok: false, guard: { fields, reset: 'keep-store' } })
  }
  const other = sandbox.pims.find(({ host }) => host !== 'pim.example.com')
  expect(await setups.connect(id, 'pim', { ...pim, url: `https://${other?.host}` })).toMatchObject({
    ok: false,
    guard: { fields: ['pim.url'], reset: 'keep-store' },
  })
  expect(await setups.connect(id, 'store', storeForm(OTHER))).toMatchObject({
    ok: false,
    guard: { fields: ['store.storeHash'], reset: 'delete-store' },
  })
  expect(await setups.status(id)).toMatchObject({ ready: true, cleaning: null })
})

test('another PIM after the first import, once confirmed, keeps both connections and asks for the configuration anew', async () => {
  const { setups, id, sandbox, connectionCount } = await configured()
  await setups.markUsed(id)
  const other = sandbox.pims.find(({ host }) => host !== 'pim.example.com')
  if (other === undefined) throw new Error('The sandbox has one PIM alone.')
  const { host, clientId, clientSecret, username, password } = other
  const form = { url: `https://${host}`, clientId, clientSecret, username, password }
  const before = (await setups.status(id)).setup.slots
  expect(await setups.connect(id, 'pim', form, { confirm: ['pim.url'] })).toMatchObject({
    ok: true,
    reset: 'keep-store',
    setup: { settings: {}, usedAt: null },
  })
  const { setup, slots } = await setups.status(id)
  expect(setup.slots['pim']?.connection).toMatchObject({
    id: before['pim']?.connection?.id,
    values: { url: `https://${host}` },
  })
  expect(slots).toMatchObject([{ state: 'works' }, { state: 'works' }])
  expect(await connectionCount()).toBe(2)
})

test('a tenant can start one of it, however often that is tried at once', async () => {
  const { setups, connectionCount, pim } = await setupBench()
  const starts = Array.from({ length: 10 }, () => setups.start(DOCUMENT, { connect: { slot: 'pim', input: pim } }))
  const settled = await Promise.allSettled(starts)
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const outcome of settled) {
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ERR_SETUP_STARTED' })
  }
  expect(await setups.list()).toHaveLength(1)
  expect(await connectionCount()).toBe(1)
})
