// A process of its own: makes many calls of one connection at once, after a line on its standard input, and prints the
// statuses. Argument: everything it needs, as JSON.
import { once } from 'node:events'
import { openConnform } from 'connform'

const { file, keyFile, hosts, id, path, query, count, offsetMs } = JSON.parse(String(process.argv[2]))
const connform = await openConnform({
  database: `sqlite:${file}`,
  keys: { file: keyFile },
  hosts,
  clock: () => new Date(Date.now() + offsetMs),
})
console.log('ready')
await once(process.stdin, 'data')
const client = connform.client(id)
const calls = Array.from({ length: count }, () =>
  query === undefined ? client.request('GET', path) : client.graphql(query),
)
console.log(JSON.stringify((await Promise.all(calls)).map(({ status }) => status)))
await connform.close()
process.exit(0)
