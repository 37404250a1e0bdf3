import { answered } from './answered.ts'
import type { Client } from './client/client/index.ts'
import {
  connectSlot,
  getSetup,
  getSlotForm,
  listSetupDocuments,
  listSetupOptions,
  listSetups,
  removeSetup,
  resetSetup,
  saveSettings,
  startSetup,
  testSlot,
} from './client/sdk.gen.ts'

/** Goes through a setup by the generated client, from its start with the filled form of a slot to its end. */
export async function goThroughSetup(client: Client, values: Record<string, unknown>): Promise<void> {
  const { documents } = answered(await listSetupDocuments({ client }))
  console.log(
    `documents: ${documents
      .map(({ id }) => String(id))
      .sort()
      .join(', ')}`,
  )

  const body = { document: 'akeneo-app', name: 'Shop', connect: { slot: 'pim', values } }
  const { setup, test } = answered(await startSetup({ client, body }))
  console.log(`started ${setup.name} at revision ${setup.revision}, test: ${test?.cause}`)

  const path = { id: setup.id }
  const slot = { ...path, slot: 'pim' }
  const form = answered(await getSlotForm({ client, path: slot }))
  console.log(`form of ${form.slot}: password is ${form.secrets['password']?.set === true ? 'set' : 'missing'}`)

  const connection = setup.slots['pim']?.connection?.id ?? ''
  answered(await connectSlot({ client, path: slot, body: { connection } }))
  answered(await connectSlot({ client, path: slot, body: { values, confirm: [] } }))
  answered(await testSlot({ client, path: slot }))

  const read = await getSetup({ client, path })
  const tag = read.response?.headers.get('etag') ?? ''
  console.log(`next: ${answered(read).next}`)

  const query = { settings: JSON.stringify({ channel: 'ecommerce' }), refresh: true }
  const { options } = answered(await listSetupOptions({ client, path: { ...path, field: 'currency' }, query }))
  console.log(`currencies of channel ecommerce: ${options.map(({ value }) => value).join(', ')}`)

  const choice = { client, path, headers: { 'if-match': tag }, body: { settings: { locale: 'en_US' } } }
  const chosen = answered(await saveSettings(choice))
  console.log(`chosen: ${chosen.setup.settings['locale']}`)

  const stale = await saveSettings({ ...choice, body: { settings: { locale: 'fr_FR' } } })
  console.log(`stale choice: ${stale.error?.status} ${stale.error?.code}`)

  const closed = await saveSettings({ client, path, body: { settings: { storefront: '1' }, section: 'storefront' } })
  const [issue] = closed.error?.issues ?? []
  console.log(`closed section: ${issue?.path.join('.')} ${issue?.code}`)

  const reset = answered(await resetSetup({ client, path, body: { kind: 'keep-store' } }))
  console.log(`reset: ${Object.keys(reset.settings).length} settings`)

  const removed = await removeSetup({ client, path, query: { keepConnections: false } })
  if (removed.error !== undefined) throw new Error(removed.error.code)
  const left = answered(await listSetups({ client, query: { document: 'akeneo-app', sort: '-createdAt' } }))
  console.log(`left: ${left.setups.length}`)
}
