import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, createServer as createRawServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { selfSignedCertificate } from './certificate.ts'

/** A server on a free port of the loopback, closed with the test. Gives its port. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

/** Answers over http; gives the base URL. */
export async function httpServer(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}`
}

/** Answers over https with a certificate nobody vouches for; gives the base URL. */
export async function selfSignedServer(answer: RequestListener): Promise<string> {
  return `https://127.0.0.1:${await listen(createSecureServer(selfSignedCertificate(), answer))}`
}

/** Hands every connection to `talk`, for what no HTTP server would say; gives host and port. */
export async function rawServer(talk: (socket: Socket) => void): Promise<string> {
  return `127.0.0.1:${await listen(createRawServer(talk))}`
}

/** A port of the loopback on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createRawServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
