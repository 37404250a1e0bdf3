import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { answerHeaders } from '../security/answer-headers.ts'
import { HttpProblem, type ProblemKind } from './http-problem.ts'
import { problemAnswer } from './problem-answer.ts'

/** What Node says of a request that it cannot read; anything else is `invalid_request`. */
const kinds: Readonly<Record<string, { readonly kind: ProblemKind; readonly detail: string }>> = Object.freeze({
  HPE_HEADER_OVERFLOW: { kind: 'headers_too_large', detail: 'The headers hold more bytes than are read here.' },
  ERR_HTTP_REQUEST_TIMEOUT: { kind: 'too_slow', detail: 'The request did not come to its end in time.' },
})

const LINGER_MS = 1000

/**
 * Answers what is no HTTP request, and ends its connection: where the next one would begin is not known. Nothing of what
 * came is repeated.
 */
export function answerUnreadable({ code }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return void socket.destroy()
  // An answer that has begun would be followed by one to nobody.
  if (!socket.writable || hasBegun(socket)) return void socket.destroy()
  const { kind, detail } = kinds[code ?? ''] ?? { kind: 'invalid_request', detail: 'This is no request of HTTP/1.1.' }
  const requestId = crypto.randomUUID()
  const { status, headers, body } = problemAnswer(new HttpProblem(kind, { detail }), requestId)
  const text = JSON.stringify(body)
  const all = {
    ...answerHeaders,
    ...headers,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  // Closed with something unread, the answer would be lost on its way; a caller who does not close is not waited for.
  socket.resume()
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${text}`)
}

const hasBegun = (socket: Socket): boolean =>
  '_httpMessage' in socket && (socket._httpMessage as { readonly headersSent?: boolean } | null)?.headersSent === true
