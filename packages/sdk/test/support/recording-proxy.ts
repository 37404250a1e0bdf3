import type { AddressInfo } from 'node:net'
import { connect as connectTo, createServer } from 'node:net'
import { onTestFinished } from 'vitest'

/** Passes every byte on to a server and keeps what was sent, as it was sent. Closed with the test. */
export async function recordingProxy(target: string): Promise<{ readonly url: string; sent(): string }> {
  const chunks: Buffer[] = []
  const { hostname, port } = new URL(target)
  const server = createServer((client) => {
    const upstream = connectTo(Number(port), hostname)
    client.on('data', (chunk: Buffer) => chunks.push(chunk))
    client.pipe(upstream).pipe(client)
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => Buffer.concat(chunks).toString('latin1'),
  }
}
