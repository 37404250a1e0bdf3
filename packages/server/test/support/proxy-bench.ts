import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestByHttp,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerOptions } from '@connform/server'
import type { Role } from 'connform'
import { onTestFinished } from 'vitest'
import { type Bench, bench } from './bench.ts'
import { accountOf, savedIn, tokenForm } from './forms.ts'

/** An answer whose body is still to come. */
export interface Begun {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly message: IncomingMessage
  text(): Promise<string>
}

export interface Asking {
  readonly method?: string
  /** Below the proxy; sent as it is. */
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: Uint8Array | string | AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
}

export interface ProxyBench extends Bench {
  readonly id: string
  /** What requests of the connection are signed with. */
  readonly token: string
  /** Asks through the proxy, with a key of this role. */
  ask(asking?: Asking, role?: Role): Promise<Begun>
}

/** Answers in the place of a provider. */
export type Provider = (request: IncomingMessage, response: ServerResponse) => unknown

/** A server with one connection, whose requests end at the given provider, or else at the sandbox. */
export async function proxyBench(provider?: Provider, server?: ServerOptions): Promise<ProxyBench> {
  const hosts = provider === undefined ? {} : { 'api.bigcommerce.com': await listening(provider) }
  const at = await bench({ hosts, ...(server === undefined ? {} : { server }) })
  const { connform, sandbox, url } = at
  const { id } = savedIn(await connform.connections.create('bigcommerce-rest', tokenForm(sandbox), { verify: 'skip' }))
  const keys = new Map<Role, string>()
  const keyOf = async (role: Role): Promise<string> => {
    const made = await connform.access.createKey({ name: role, role })
    if (!made.ok) throw new Error('No key was made.')
    const key = keys.get(role) ?? made.secret.reveal()
    at.hide(key)
    keys.set(role, key)
    return key
  }
  return {
    ...at,
    id,
    token: accountOf(sandbox).accessToken,
    ask: async (asking = {}, role = 'editor') =>
      begin(`${url}/api/v1/connections/${id}/proxy`, { ...asking, key: await keyOf(role) }),
  }
}

async function listening(provider: Provider): Promise<string> {
  const server = createServer((request, response) => void provider(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends a request by Node itself, which leaves paths and bytes alone, and waits for the head of its answer. */
export function begin(
  base: string,
  { method = 'GET', path = '/v3/x', headers, body, signal, key }: Asking & { key?: string },
) {
  const { hostname, port, pathname } = new URL(base)
  return new Promise<Begun>((resolve, reject) => {
    const request = requestByHttp({
      hostname,
      port,
      path: `${pathname}${path}`,
      method,
      headers: {
        ...lengthOf(body),
        ...headers,
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      agent: false,
      ...(signal === undefined ? {} : { signal }),
    })
    request.on('error', reject)
    request.once('response', (message) => {
      message.on('error', () => {})
      const { statusCode: status = 0, headers: got } = message
      resolve({ status, headers: got, message, text: () => textOf(message) })
    })
    if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) request.end(body)
    else void write(request, body)
  })
}

/** Node says nothing of the body of a DELETE, and sends it all the same. */
function lengthOf(body: Asking['body']): OutgoingHttpHeaders {
  if (body === undefined) return {}
  if (typeof body === 'string' || body instanceof Uint8Array) return { 'content-length': Buffer.byteLength(body) }
  return {}
}

async function write(request: NodeJS.WritableStream, body: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of body) {
    if (!request.write(piece)) await new Promise((resolve) => request.once('drain', resolve))
  }
  request.end()
}

/** A body to its end, as Latin-1. */
export async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces).toString('latin1')
}
