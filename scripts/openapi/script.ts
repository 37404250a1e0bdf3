// Makes, tests, changes and removes a connection, and goes through a setup, by the client that is generated from /openapi.json into the
// folder `client` beside this file. Takes the address of the API as its argument and, so that no secret stands in a
// list of processes, `{ "apiKey": …, "input": { … }, "values": { … } }` on stdin.
import { json } from 'node:stream/consumers'
import { answered } from './answered.ts'
import { createClient } from './client/client/index.ts'
import {
  createConnection,
  getConnection,
  listConnections,
  removeConnection,
  testConnection,
  updateConnection,
} from './client/sdk.gen.ts'
import type { CreateConnectionData } from './client/types.gen.ts'
import { goThroughSetup } from './go-through-setup.ts'

interface Given {
  readonly apiKey: string
  readonly input: CreateConnectionData['body']['input']
  /** The filled form of a slot. */
  readonly values: Record<string, unknown>
}

const [baseUrl = ''] = process.argv.slice(2)
const { apiKey, input, values } = (await json(process.stdin)) as Given
const client = createClient({ baseUrl, auth: ({ scheme }) => (scheme === 'bearer' ? apiKey : undefined) })

const draft = {
  client,
  headers: { 'idempotency-key': crypto.randomUUID() },
  body: { definition: 'bigcommerce-rest', input },
}
const first = await createConnection(draft)
const { connection, test } = answered(first)
console.log(`created ${connection.name} at revision ${connection.revision}, test: ${test?.cause}`)

const repeated = answered(await createConnection(draft))
console.log(`repeated: ${repeated.connection.id === connection.id ? 'the same' : 'another one'}`)

const path = { id: connection.id }
const result = answered(await testConnection({ client, path }))
console.log(`tested: ${result.cause}, ${result.scopes?.missing.length ?? 0} scopes missing`)

const read = await getConnection({ client, path })
const tag = read.response?.headers.get('etag') ?? ''
const edit = { client, path, headers: { 'if-match': tag } }
const edited = answered(await updateConnection({ ...edit, body: { patch: { name: 'Renamed' } } }))
console.log(`renamed to ${edited.connection.name} at revision ${edited.connection.revision}`)

const stale = await updateConnection({ ...edit, body: { patch: { name: 'Too late' } } })
console.log(`stale edit: ${stale.error?.status} ${stale.error?.code}`)

const incomplete = await updateConnection({ client, path, body: { patch: { storeHash: '' } } })
console.log(`incomplete edit: ${incomplete.error?.issues?.map((issue) => issue.path.join('.')).join(', ')}`)

const removal = answered(await removeConnection({ client, path }))
console.log(`removed, restorable: ${removal.restorableUntil !== undefined}`)

const left = answered(await listConnections({ client, query: { sort: '-createdAt', limit: 10 } }))
console.log(`left: ${left.connections.length}`)

await goThroughSetup(client, values)
