import { openConnform, type SetupDocument, type SetupEvent } from 'connform'
import { expect, test } from 'vitest'
import { bench } from '../support/bench.ts'
import { setupBench, setupIn } from '../support/setups.ts'

const own: SetupDocument = {
  id: 'one-store',
  version: '1.0.0',
  title: 'One store',
  description: 'Connects one store, and nothing else.',
  instances: 'many',
  slots: {
    store: {
      title: 'Store',
      description: 'The store.',
      definition: 'bigcommerce-rest',
      authTypes: ['token'],
      fields: { name: { hidden: true, preset: '{name} store' } },
    },
  },
  lists: {},
  settings: {
    form: { title: 'Settings', type: 'object', properties: {}, propertyNames: { enum: [] } },
    hints: {},
    options: {},
    mappings: {},
  },
  sections: [{ id: 'store', title: 'Store', description: 'Connect it.', slot: 'store' }],
  locks: [],
  resets: {},
  removal: 'Nothing changes in the store.',
  guides: {},
}

test('a document of your own is given when connform is opened, and started like any other', async () => {
  const { setups, storeForm, connform } = await setupBench({ setups: [own] })
  expect(setups.documents.list().map(({ id }) => id)).toContain('one-store')
  const { id } = setupIn(await setups.start('one-store', { name: 'Mine' }))
  setupIn(await setups.connect(id, 'store', storeForm()))
  expect(await setups.status(id)).toMatchObject({ ready: true })
  expect((await connform.connections.list()).connections[0]?.name).toBe('Mine store')
})

test.each([
  ['a slot of a definition nobody knows', { slots: { store: { ...own.slots['store'], definition: 'nothing' } } }],
  ['a section of a slot that is not there', { sections: [{ ...own.sections[0], slot: 'shop' }] }],
  ['a lock on a field that is not there', { locks: [{ fields: ['colour'], reset: 'keep-store', warning: 'No.' }] }],
  ['an auth type the definition does not have', { slots: { store: { ...own.slots['store'], authTypes: ['magic'] } } }],
  ['a member of no meaning', { colour: 'red' }],
  ['a version that is none', { version: 'new' }],
])('a document with %s is refused, and says where', async (_, wrong) => {
  const at = await bench()
  const { setups } = await at.open()
  const added = setups.documents.add({ ...own, ...wrong })
  expect(added.ok).toBe(false)
  expect(added.issues.some(({ severity, message }) => severity === 'error' && message !== '')).toBe(true)
  expect(() => setups.documents.get('one-store')).toThrow(expect.objectContaining({ code: 'ERR_SETUP_UNKNOWN' }))
  const opening = openConnform({
    database: at.database,
    keys: { file: at.keyFile },
    setups: [{ ...own, ...wrong } as SetupDocument],
  })
  await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_/) })
})

test.each([undefined, null, 7, 'text', [], {}])(
  '%j is no document, and that is said without a throw',
  async (wrong) => {
    const { setups } = await setupBench()
    expect(setups.documents.add(wrong)).toMatchObject({ ok: false })
  },
)

test('events come in the order of what was done, after it is stored, to those who still listen', async () => {
  const { setups, pim, storeForm } = await setupBench()
  const heard: SetupEvent[] = []
  const readable: Promise<unknown>[] = []
  const stop = setups.subscribe((event) => {
    heard.push(event)
    if (event.type === 'setup.started') readable.push(setups.status(event.setup))
  })
  const { id } = setupIn(await setups.start('akeneo-connector-v1', { connect: { slot: 'pim', input: pim } }))
  setupIn(await setups.connect(id, 'store', storeForm()))
  const choices = { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' }
  setupIn(await setups.save(id, choices))
  await setups.markUsed(id)
  await setups.reset(id, 'keep-store')
  await setups.remove(id)
  expect(heard.map(({ type }) => type)).toEqual([
    'setup.started',
    'setup.connected',
    'setup.gates_changed',
    'setup.connected',
    'setup.saved',
    'setup.used',
    'setup.reset',
    'setup.removed',
  ])
  expect(heard[4]).toMatchObject({ fields: expect.arrayContaining(['locale', 'channel', 'mainCategory']) })
  expect(heard.every((event) => event.setup === id && event.tenant === 'default')).toBe(true)
  await expect(Promise.all(readable)).resolves.toMatchObject([{ setup: { id } }])
  const starting = setups.start('akeneo-app')
  stop()
  await starting
  expect(heard).toHaveLength(8)
})

test('a start with a connection tells of the sections it opens', async () => {
  const { setups, pim } = await setupBench()
  const heard: SetupEvent[] = []
  setups.subscribe((event) => heard.push(event))
  setupIn(await setups.start('akeneo-connector-v1', { connect: { slot: 'pim', input: pim } }))
  expect(heard.find(({ type }) => type === 'setup.gates_changed')?.opened).toEqual(['main-configuration'])
})

test('a listener that throws reaches the process, and neither the act nor another listener', async () => {
  const { setups } = await setupBench()
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  const thrown: unknown[] = []
  process.on('uncaughtException', (error) => thrown.push(error))
  try {
    const heard: string[] = []
    setups.subscribe(() => {
      throw new Error('A listener of ours.')
    })
    setups.subscribe(({ type }) => heard.push(type))
    setupIn(await setups.start('akeneo-app'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(heard).toEqual(['setup.started'])
    expect(thrown).toMatchObject([{ message: 'A listener of ours.' }])
  } finally {
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
  }
})
