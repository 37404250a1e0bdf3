// Cleans and checks a filled form without a network, a database or Node: the same code runs in a browser.
import { builtinAdapters } from '@connform/adapters'
import { maskValues, prepare } from '@connform/core'
import definition from '@connform/schemas/bigcommerce-rest'

const pasted = {
  name: ' Production store ',
  authType: 'token',
  storeHash: 'https://store-abc123xyz.mybigcommerce.com/manage/settings',
  clientId: 'qhjs2n4yr5m8k1c7v3x0z9w6t2b4d8f',
}
const prepared = prepare(definition, pasted, { adapter: builtinAdapters[definition.id] })

console.log(maskValues(prepared))
for (const { path, message } of prepared.changes) console.log(`~ ${path.join('.')}: ${message}`)
for (const { path, message, hint } of prepared.issues) console.log(`✗ ${path.join('.')}: ${message} ${hint}`)
