import { startSandbox } from '@connform/sandbox'
import { openConnform } from 'connform'

const sandbox = await startSandbox()
const key = crypto.getRandomValues(new Uint8Array(32))
const connform = await openConnform({ database: 'sqlite::memory:', keys: { key }, hosts: sandbox.hosts })
const { apiPath, tokens } = sandbox.stores[0]
const { accessToken, clientId } = tokens[0]
const form = { name: 'Production store', authType: 'token', storeHash: apiPath, accessToken, clientId }
const result = await connform.connections.create('bigcommerce-rest', form)
if (result.ok) console.log(`${result.connection.name} reaches ${result.test?.account?.name}`)
else for (const issue of result.issues) console.log(issue.message, issue.hint)
await connform.close()
await sandbox.close()
