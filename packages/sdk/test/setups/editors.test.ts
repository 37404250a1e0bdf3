import { expect, test } from 'vitest'
import { GOOD, OTHER, savedIn, tokenForm } from '../support/forms.ts'
import { setupBench, setupIn } from '../support/setups.ts'

const APP = 'akeneo-app'

const started = async () => {
  const parts = await setupBench()
  const { id } = setupIn(await parts.setups.start(APP))
  return { ...parts, id }
}

test('of two editors who say which revision they read, the second is told', async () => {
  const { setups, id, storeForm, pim, connectionCount } = await started()
  setupIn(await setups.connect(id, 'store', storeForm(), { revision: 1 }))
  await expect(setups.connect(id, 'pim', pim, { revision: 1 })).rejects.toMatchObject({ code: 'ERR_STORE_CONFLICT' })
  await expect(setups.save(id, { displayType: 'dropdown' }, { revision: 1 })).rejects.toMatchObject({
    code: 'ERR_STORE_CONFLICT',
  })
  expect(await connectionCount()).toBe(1)
})

test('two slots that are connected at once are both connected', async () => {
  const { setups, id, storeForm, pim, connectionCount } = await started()
  const both = await Promise.all([setups.connect(id, 'pim', pim), setups.connect(id, 'store', storeForm())])
  for (const result of both) setupIn(result)
  expect((await setups.status(id)).slots).toMatchObject([{ state: 'works' }, { state: 'works' }])
  expect(await connectionCount()).toBe(2)
})

test('of two who connect the same slot at once, one is told, and no connection is left over', async () => {
  const { setups, id, storeForm, connectionCount } = await started()
  const settled = await Promise.allSettled([
    setups.connect(id, 'store', storeForm(GOOD)),
    setups.connect(id, 'store', storeForm(OTHER)),
  ])
  const refused = settled.filter((outcome) => outcome.status === 'rejected')
  expect(refused.map(({ reason }) => reason.code)).toEqual(['ERR_STORE_CONFLICT'])
  expect(await connectionCount()).toBe(1)
})

test('two changes of settings at once both land, or one is told', async () => {
  const { setups, id, storeForm } = await started()
  setupIn(await setups.connect(id, 'store', storeForm()))
  const settled = await Promise.allSettled([
    setups.save(id, { displayType: 'dropdown' }),
    setups.save(id, { storefront: '1' }),
  ])
  const told = settled.filter((outcome) => outcome.status === 'rejected')
  for (const { reason } of told) expect(reason).toMatchObject({ code: 'ERR_STORE_CONFLICT' })
  const { settings } = (await setups.status(id)).setup
  expect(Object.keys(settings)).toHaveLength(2 - told.length)
})

test('a setup that is removed while a slot is connected leaves no connection behind', async () => {
  const { setups, id, storeForm, connectionCount } = await started()
  let removed: Promise<void> | undefined
  const connecting = setups.connect(id, 'store', storeForm(), {
    onStep: () => {
      removed ??= setups.remove(id)
    },
  })
  await expect(connecting).rejects.toMatchObject({ code: 'ERR_SETUP_NOT_FOUND' })
  await removed
  expect(await connectionCount()).toBe(0)
})

test('a connection that fits is taken as it is, and stays when the setup goes', async () => {
  const { setups, connform, sandbox, id, connectionCount } = await started()
  const { id: own } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox)))
  expect(await setups.use(id, 'store', own)).toMatchObject({ ok: true, test: { ok: true } })
  expect((await setups.status(id)).setup.slots['store']).toMatchObject({ made: false, connection: { id: own } })
  await setups.remove(id)
  expect(await connectionCount()).toBe(1)
})

test('a connection of another kind, or one that fails its test, is not taken', async () => {
  const { setups, connform, sandbox, id } = await started()
  const { id: own } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox)))
  expect(await setups.use(id, 'pim', own)).toMatchObject({ ok: false, issues: [{ code: 'wrong_definition' }] })
  sandbox.setFault(GOOD, { kind: 'revoked-token' })
  expect(await setups.use(id, 'store', own)).toMatchObject({ ok: false, issues: [{ code: 'test_failed' }] })
  await expect(setups.use(id, 'store', 'no-such-id')).rejects.toMatchObject({ code: 'ERR_CONNECTION_NOT_FOUND' })
  expect((await setups.status(id)).setup).toMatchObject({ slots: {}, revision: 1 })
})

test('another connection in the place of one the setup made takes that one away', async () => {
  const { setups, connform, sandbox, id, storeForm } = await started()
  setupIn(await setups.connect(id, 'store', storeForm()))
  const { id: own } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox, OTHER)))
  setupIn(await setups.use(id, 'store', own))
  expect((await connform.connections.list()).connections.map((connection) => connection.id)).toEqual([own])
})

test('a connection that was removed behind the setup is an empty slot, and is filled anew', async () => {
  const { setups, connform, id, storeForm } = await started()
  const { slots } = setupIn(await setups.connect(id, 'store', storeForm()))
  await connform.connections.remove(slots['store']?.connection?.id ?? '')
  const status = await setups.status(id)
  expect(status.setup.slots['store']).toEqual({ connection: null, made: true })
  expect(status.slots[1]).toMatchObject({ state: 'empty' })
  expect(await setups.save(id, { storefront: '1' })).toMatchObject({ ok: false, issues: [{ code: 'gate_closed' }] })
  expect((await setups.form(id, 'store')).values).toEqual({})
  await expect(setups.options(id, 'store.channels')).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_CONN/) })
  await expect(setups.test(id, 'store')).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_/) })
  setupIn(await setups.connect(id, 'store', storeForm()))
  expect((await setups.status(id)).slots[1]).toMatchObject({ state: 'works' })
  await setups.remove(id)
})

test('tenants see nothing of each other, and each can start a setup that there is one of', async () => {
  const { connform, setups, id } = await started()
  const other = connform.tenant('other').setups
  expect(await other.list()).toEqual([])
  await expect(other.status(id)).rejects.toMatchObject({ code: 'ERR_SETUP_NOT_FOUND' })
  await expect(other.remove(id)).rejects.toMatchObject({ code: 'ERR_SETUP_NOT_FOUND' })
  const events: string[] = []
  setups.subscribe(({ type }) => events.push(type))
  setupIn(await other.start('akeneo-connector-v1'))
  setupIn(await setups.start('akeneo-connector-v1'))
  expect(events).toEqual(['setup.started'])
})

test('a storefront that was made in the store a moment ago can be chosen', async () => {
  const { setups, sandbox, id, storeForm } = await started()
  setupIn(await setups.connect(id, 'store', storeForm()))
  const names = async (refresh: boolean) => (await setups.options(id, 'storefront', { refresh })).map((o) => o.label)
  expect(await names(false)).not.toContain('Pop-up')
  const made = async (name: string) => {
    const answer = await fetch(`${sandbox.url}/stores/${GOOD}/v3/channels`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-auth-token': storeForm().accessToken,
      },
      body: JSON.stringify({ name, type: 'storefront', platform: 'custom' }),
    })
    const { data } = (await answer.json()) as { data: { id: number } }
    return String(data.id)
  }
  await made('Pop-up')
  expect(await names(false)).not.toContain('Pop-up')
  expect(await names(true)).toContain('Pop-up')
  expect(await setups.save(id, { storefront: await made('Stall') })).toMatchObject({ ok: true })
  expect(await names(false)).toContain('Stall')
})
