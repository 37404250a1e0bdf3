import type { HttpAnswer } from '@connform/core'
import got from 'got'
import type { Agents } from './agents.ts'
import { codeOf, readFailure, transportError } from './failure.ts'
import { readHeaders } from './read-headers.ts'
import type { RequestParts } from './request-parts.ts'
import { isIdempotent } from './retry.ts'
import type { Target } from './target.ts'

/** What is the same for every request; got takes much longer to read it with each of them. */
const door = got.extend({
  // Parts of an exchange that never take long on a healthy network, in milliseconds.
  timeout: { lookup: 10_000, connect: 10_000, secureConnect: 10_000, response: 60_000 },
  retry: { limit: 0 },
  followRedirect: false,
  throwHttpErrors: false,
  https: { rejectUnauthorized: true },
})

const decoder = new TextDecoder()

export interface ExchangeLimits {
  readonly agents: Agents
  /** Milliseconds left of the whole request. */
  readonly timeLeftMs: () => number
  /** Of the body, after decompression. */
  readonly maxAnswerBytes: number
  /** Of the caller. */
  readonly signal?: AbortSignal
  /** Whether the caller, or whoever closes the door, has ended it. */
  readonly isAborted: () => boolean
}

/** Sends a request once and reads its answer to the end. Rejects with `TransportError` and with nothing else. */
export async function exchange(target: Target, request: RequestParts, limits: ExchangeLimits): Promise<HttpAnswer> {
  // Each turn uses up one idle connection; a connection made for the request is never stale.
  for (;;) {
    const outcome = await attempt(target, request, limits)
    if (outcome !== 'stale-connection') return outcome
  }
}

/** An idle connection may be closed by the other side at the moment it is used again; that is no failure of the host. */
async function attempt(
  target: Target,
  request: RequestParts,
  limits: ExchangeLimits,
): Promise<HttpAnswer | 'stale-connection'> {
  if (limits.isAborted()) throw transportError('aborted', target.host)
  const stream = send(target, request, limits)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      size += chunk.length
      if (size > limits.maxAnswerBytes) break
      chunks.push(chunk)
    }
  } catch (error) {
    if (limits.isAborted()) throw transportError('aborted', target.host)
    const begun = stream.response !== undefined
    const stale = stream.reusedSocket === true && !begun && codeOf(error) === 'ECONNRESET'
    if (stale && isIdempotent(request.method)) return 'stale-connection'
    throw readFailure(error, target.host, begun)
  }
  if (size > limits.maxAnswerBytes) throw transportError('answer_too_large', target.host)
  if (stream.response === undefined) throw transportError('answer_cut', target.host)
  return readAnswer(stream.response, Buffer.concat(chunks))
}

function send({ url, hostHeader }: Target, request: RequestParts, limits: ExchangeLimits) {
  const left = Math.max(1, Math.ceil(limits.timeLeftMs()))
  const stream = door.stream(url, {
    method: request.method,
    headers: hostHeader === undefined ? request.headers : { ...request.headers, host: hostHeader },
    ...(request.body !== undefined && { body: request.body }),
    agent: limits.agents,
    ...(limits.signal && { signal: limits.signal }),
    timeout: { request: left },
  })
  // Whoever closes the door breaks the connections off; this one may not be there yet.
  stream.once('request', (sent) => {
    if (limits.isAborted()) sent.destroy()
  })
  // A connection that breaks after the answer was refused has nobody left to tell.
  stream.on('error', () => {})
  // Without a body got waits for one to be written, except where the method has none.
  if (request.body === undefined && request.method !== 'GET' && request.method !== 'HEAD') stream.end()
  return stream
}

function readAnswer(
  { statusCode, headers }: { statusCode: number; headers: NodeJS.Dict<string | string[]> },
  body: Uint8Array,
): HttpAnswer {
  return Object.freeze({ status: statusCode, headers: readHeaders(headers), body: decoder.decode(body) })
}
