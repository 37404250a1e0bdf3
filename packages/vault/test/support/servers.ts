import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface RecordedRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface StandIn {
  readonly url: string
  readonly requests: RecordedRequest[]
  /** As if the machine were gone: every connection is cut and the port refuses new ones. */
  goDown(): Promise<void>
  /** On the same port again. */
  comeBack(): Promise<void>
}

/** Answers one request: status, headers and JSON, or nothing for ever. */
export type Answer = (request: RecordedRequest) => { status: number; body: unknown; headers?: object } | 'silence'

/** A server on the loopback that keeps what it was sent, and is closed with the test. */
export async function standIn(answer: Answer): Promise<StandIn> {
  const requests: RecordedRequest[] = []
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const recorded = { url: request.url ?? '', headers: request.headers, body }
    requests.push(recorded)
    const answered = answer(recorded)
    if (answered === 'silence') return
    response.writeHead(answered.status, { 'content-type': 'application/json', ...answered.headers })
    response.end(typeof answered.body === 'string' ? answered.body : JSON.stringify(answered.body))
  }
  let server: Server = await listen(listener, 0)
  const { port } = server.address() as AddressInfo
  const goDown = async () => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  onTestFinished(goDown)
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    goDown,
    async comeBack() {
      server = await listen(listener, port)
    },
  }
}

async function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}
