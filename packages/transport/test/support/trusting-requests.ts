// Run on its own by certificates.test.ts, with NODE_EXTRA_CA_CERTS naming a certificate for `localhost`: asks its server
// under that name and under another, then prints both outcomes.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createTransport } from '../../src/index.ts'

const { CERTIFICATE = '', KEY = '' } = process.env
const server = createServer({ cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) }, (_, response) =>
  response.end('ok'),
)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo
const hosts = { 'right.example.com': `https://localhost:${port}`, 'wrong.example.com': `https://127.0.0.1:${port}` }
const door = createTransport({ hosts })

for (const host of Object.keys(hosts)) {
  const answer = door.request({ method: 'GET', url: `https://${host}/`, headers: {} }, { allowedHosts: [host] })
  console.log(
    host,
    await answer.then(
      ({ body }) => body,
      ({ reason }: { reason: string }) => reason,
    ),
  )
}
door.close()
server.close()
