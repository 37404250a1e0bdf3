import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** Answers one request, or leaves it unanswered. `signal` aborts when the listener closes. */
export type Handler = (message: IncomingMessage, response: ServerResponse, signal: AbortSignal) => Promise<void>

export interface Listener {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string
  /** Cuts every open connection and frees the port. May be called again. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Listens on the loopback address alone; port 0 is any free one. Rejects where the port cannot be had. */
export const listen = async (handler: Handler, port = 0): Promise<Listener> => {
  const sockets = new Set<Socket>()
  const closing = new AbortController()
  const server = createServer((message, response) => {
    handler(message, response, closing.signal).catch((error: unknown) => fail(response, error))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`The sandbox cannot listen on ${LOOPBACK}:${port} (${error.code ?? 'unknown reason'}).`)),
    )
    server.listen(port, LOOPBACK, resolve)
  })
  const address = server.address() as AddressInfo

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      closing.abort()
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
    return closed
  }
  return Object.freeze({ url: `http://${LOOPBACK}:${address.port}`, close })
}

/** A failure of the sandbox itself is shown to whoever asked; a caller who has gone away needs nothing. */
const fail = (response: ServerResponse, error: unknown): void => {
  if (response.destroyed || response.headersSent) {
    response.destroy()
    return
  }
  response.writeHead(500, { 'Content-Type': 'text/plain' })
  response.end(`The sandbox itself failed: ${error instanceof Error ? error.message : 'unknown reason'}`)
}
