// connform's server in a process of its own, as `connform serve` starts it but for its rate limits.
import { createServer } from '@connform/server'
import { openConnform } from 'connform'
import { asChild } from './as-child.ts'

const [database = '', keyFile = '', hosts = '{}', consoleFolder] = process.argv.slice(2)
const connform = await openConnform({ database, keys: { file: keyFile }, hosts: JSON.parse(hosts) })
const limit = { max: 1e12, windowMs: 60_000 }
const server = createServer(connform, {
  rateLimits: { general: limit, outgoing: limit },
  ...(consoleFolder === undefined ? {} : { consoleFolder }),
})
asChild(await server.listen(), async () => {
  await server.close()
  await connform.close()
})
