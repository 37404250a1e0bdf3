import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type HttpClient, TransportError } from '../../src/index.ts'

export interface Received {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface ShopServer {
  /** Sends what is addressed to any host to this server. */
  readonly http: HttpClient
  readonly received: readonly Received[]
}

/** An HTTP server on a free port of the loopback, closed with the test. */
export async function shopServer(answer: RequestListener): Promise<ShopServer> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method = '', url = '', headers } = request
    received.push({ method, host: String(headers['x-asked-host']), path: url, headers, body })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { received, http: clientOf(`http://127.0.0.1:${port}`) }
}

/** The port in a few lines: asks `base` in place of every host, and says why where it has no answer. */
function clientOf(base: string): HttpClient {
  return async (request, options) => {
    const url = new URL(request.url)
    try {
      const response = await fetch(`${base}${url.pathname}${url.search}`, {
        method: request.method,
        headers: { ...request.headers, 'x-asked-host': url.host },
        redirect: 'manual',
        signal: AbortSignal.any(
          [options.signal, AbortSignal.timeout(options.timeoutMs ?? 30_000)].filter((one) => one !== undefined),
        ),
        ...(request.body === undefined ? {} : { body: request.body }),
      })
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() }
    } catch (error) {
      const timedOut = error instanceof Error && error.name === 'TimeoutError'
      throw new TransportError(timedOut ? 'timeout' : 'host_unreachable', url.host, 'No answer.')
    }
  }
}

/** Answers each `METHOD /path` with a status and a body; 404 in plain text for any other. */
export const shopAnswers =
  (
    answers: Readonly<
      Record<string, readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]>
    >,
  ): RequestListener =>
  (request, response) => {
    const path = new URL(request.url ?? '/', 'http://shop').pathname
    const [status, body, headers] = answers[`${request.method} ${path}`] ?? [
      404,
      'no such address',
      { 'content-type': 'text/plain' },
    ]
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
