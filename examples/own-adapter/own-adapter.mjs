// A provider of your own with code beside its definition: reads pasted addresses, tells look-alikes apart, lists options.
// Start: node examples/own-adapter/own-adapter.mjs
// The code is beacon.ts. examples/own-adapter.test.ts runs it through what every adapter must keep.
import { openConnform } from 'connform'
import { beacon } from './beacon.ts'
import { startProvider } from './provider.mjs'

const apiToken = `bct_${crypto.randomUUID()}`
const provider = await startProvider({ apiToken })
const { definition } = beacon
const connform = await openConnform({
  database: 'sqlite::memory:',
  keys: { key: crypto.getRandomValues(new Uint8Array(32)) },
  definitions: [definition],
  adapters: { [definition.id]: beacon },
  hosts: { 'acme.beacon.example': provider.url },
})

async function connect(title, form) {
  const result = await connform.connections.create(definition.id, { name: 'Tickets', ...form })
  console.log(`${result.ok ? '✓' : '✗'} ${title}`)
  for (const { message } of result.changes) console.log(`  ~ ${message}`)
  for (const { message, hint = '' } of result.issues) console.log(`  ${message} ${hint}`)
  return result.connection
}

await connect('An address without a workspace', { workspace: 'https://beacon.example/pricing', apiToken })
await connect('The secret of a webhook', { workspace: 'acme', apiToken: `whsec_${crypto.randomUUID()}` })
const { id } = await connect('An address of the workspace', {
  workspace: 'https://acme.beacon.example/tickets?mine',
  apiToken,
})

const projects = await connform.connections.options(id, 'projects')
console.log(`Projects: ${projects.map(({ value, label }) => `${label} (${value})`).join(', ')}`)
await connform.close()
await provider.close()
