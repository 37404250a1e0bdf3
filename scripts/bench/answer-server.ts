// A process of its own that answers every request with the same JSON: what is measured is the one who asks.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const body = JSON.stringify({
  data: { id: 42, name: 'Store', domain: 'store.example.com', currency: 'EUR', plan: 'Pro', timezone: 'Europe/Berlin' },
  meta: {},
})
const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }

const server = createServer((_, response) => response.writeHead(200, headers).end(body))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => {
  server.closeAllConnections()
  server.close()
})
