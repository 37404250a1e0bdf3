// Goes through a setup by the client that is generated from /openapi.json into the folder `client` beside this file.
// Takes the address of the API as its argument and, so that no secret stands in a list of processes,
// `{ "apiKey": …, "values": { … } }` on stdin.
import { json } from 'node:stream/consumers'
import { createClient } from './client/client/index.ts'
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
import type { Problem, StepLine } from './client/types.gen.ts'

interface Given {
  readonly apiKey: string
  readonly values: Record<string, unknown>
}

const [baseUrl = ''] = process.argv.slice(2)
const { apiKey, values } = (await json(process.stdin)) as Given
const client = createClient({ baseUrl, auth: ({ scheme }) => (scheme === 'bearer' ? apiKey : undefined) })

/** What was answered, in one piece, or an end with what the problem says. */
function answered<Data>({ data, error }: { readonly data?: Data; readonly error?: Problem }): Exclude<Data, StepLine> {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`)
  return data as Exclude<Data, StepLine>
}

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
