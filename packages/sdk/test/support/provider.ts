import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ByteStream, Client, Connform } from 'connform'
import { expect, onTestFinished } from 'vitest'
import { bench } from './bench.ts'
import { accountOf, savedIn, tokenForm } from './forms.ts'

/** Answers a request; what it returns is not looked at. */
export type Provider = (request: IncomingMessage, response: ServerResponse) => unknown

export interface Provided {
  readonly client: Client
  readonly connform: Connform
  readonly id: string
  /** What requests are signed with. */
  readonly token: string
}

/** A connection whose requests end at a server of the test's own, which is stopped with the test. */
export async function providedBy(answer: Provider): Promise<Provided> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { open, sandbox } = await bench()
  const hosts = { 'api.bigcommerce.com': `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  const connform = await open({ hosts })
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox), { verify: 'skip' }))
  return { client: connform.client(id), connform, id, token: accountOf(sandbox).accessToken }
}

/** A body to its end; bytes as Latin-1. */
export async function textOf(body: ByteStream): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString('latin1')
}

/** Fails where an answer holds one of the secrets. */
export async function expectKept(answer: { headers: object; body: ByteStream }, ...secrets: string[]): Promise<string> {
  const text = await textOf(answer.body)
  for (const secret of secrets) expect(`${JSON.stringify(answer.headers)} ${text}`).not.toContain(secret)
  return text
}
