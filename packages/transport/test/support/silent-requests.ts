// Run on its own by silence.test.ts: one request that succeeds, two that fail, then the reasons on stdout.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTransport } from '../../src/index.ts'

const canary = String(process.env.CANARY)
const server = createServer((_, response) => response.end(canary))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const door = createTransport({ hosts: { 'api.example.com': base } })

async function outcome(url: string, maxAnswerBytes: number): Promise<string> {
  const request = { method: 'POST', url, headers: { 'x-auth-token': canary }, body: canary }
  const options = { allowedHosts: ['api.example.com', 'localhost'], maxAnswerBytes }
  return door.request(request, options).then(
    () => 'ok',
    (error: { reason: string }) => error.reason,
  )
}

const url = `https://api.example.com/${canary}`
const outcomes = [await outcome(url, 100), await outcome(url, 1), await outcome(`https://localhost/${canary}`, 100)]
console.log(outcomes.join())
door.close()
server.close()
