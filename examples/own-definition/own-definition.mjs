// A provider that connform has never heard of, taught to it by one JSON file: no code of the provider's own.
// Start: node examples/own-definition/own-definition.mjs
// Check the file: npm run -s connform -- lint examples/own-definition/definition.json
import { openConnform } from 'connform'
import definition from './definition.json' with { type: 'json' }
import { startProvider } from './provider.mjs'

const apiKey = crypto.randomUUID()
const provider = await startProvider({ account: 'harbour', apiKey })
const connform = await openConnform({
  database: 'sqlite::memory:',
  keys: { key: crypto.getRandomValues(new Uint8Array(32)) },
  definitions: [definition],
  hosts: { 'api.tidewater.example': provider.url },
})
const { connections } = connform

async function connect(title, form) {
  const result = await connections.create(definition.id, { name: 'Parcels', ...form })
  console.log(`${result.ok ? '✓' : '✗'} ${title}: ${result.test?.message ?? 'not even tested'}`)
  for (const { path, message, hint = '' } of result.issues) console.log(`  ${path.join('.')}: ${message} ${hint}`)
  return result.connection
}

await connect('An account that cannot be one', { account: 'Harbour Goods', apiKey })
await connect('A key that nobody made', { account: 'harbour', apiKey: 'made-up-key' })
await connect('A key of another account', { account: 'lagoon', apiKey })
const connection = await connect('The right key', { account: 'harbour', apiKey })

const { status, data } = await connform.client(connection.id).request('GET', '/parcels')
console.log(`GET ${connection.derived.baseUrl}/parcels: ${status}, to ${data[0].to}`)
await connform.close()
await provider.close()
