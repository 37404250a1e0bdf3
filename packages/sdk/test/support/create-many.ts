// A process of its own: creates connections in a folder it is told, and prints how many. Arguments: file, key file,
// base URL of the sandbox, form as JSON, how many.
import { openConnform } from 'connform'

const [, , file, keyFile, url, form, count] = process.argv
const connform = await openConnform({
  database: `sqlite:${file}`,
  keys: { file: String(keyFile) },
  hosts: { 'api.bigcommerce.com': String(url) },
})
let saved = 0
for (let index = 0; index < Number(count); index++) {
  const input = { ...JSON.parse(String(form)), name: `${process.pid}-${index}` }
  const { ok } = await connform.connections.create('bigcommerce-rest', input, { verify: 'skip' })
  if (ok) saved++
}
await connform.close()
console.log(saved)
