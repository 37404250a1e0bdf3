import { type ClientRequest, type IncomingMessage, request as requestByHttp } from 'node:http'
import { request as requestByHttps } from 'node:https'
import {
  type ByteStream,
  ConnformError,
  type HttpStreamAnswer,
  type StreamBody,
  type TransportReason,
} from '@connform/core'
import type { Agents } from '../agents.ts'
import { codeOf, readFailure, transportError } from '../failure.ts'
import { readHeaders } from '../read-headers.ts'
import type { RequestParts } from '../request-parts.ts'
import { isIdempotent } from '../retry.ts'
import type { Target } from '../target.ts'
import { answerBody } from './answer-body.ts'
import { sendBody } from './send-body.ts'
import { createWatch } from './watch.ts'

/** Until a connection is there, resolved, made and secured. */
const CONNECT_TIMEOUT_MS = 20_000

export interface StreamLimits {
  readonly agents: Agents
  readonly bodyBytes: number | undefined
  readonly headersTimeoutMs: number
  readonly idleTimeoutMs: number
  readonly maxAnswerBytes: number
  /** Of the caller, and of whoever closes the door. */
  readonly signal: AbortSignal
}

export type StreamParts = RequestParts<StreamBody>

/** Whether the body, from its beginning, can be sent (again). */
export function isRepeatable(body: StreamBody | undefined): boolean {
  return body === undefined || body instanceof Uint8Array || ('isRepeatable' in body && body.isRepeatable)
}

/**
 * Sends a request once, and hands its answer on when it begins. Rejects with `TransportError`, or with
 * `ERR_OPTION_INVALID` where the body has another length than announced.
 */
export async function streamExchange(
  target: Target,
  parts: StreamParts,
  limits: StreamLimits,
): Promise<HttpStreamAnswer> {
  // Each turn uses up one idle connection; a connection made for the request is never stale.
  for (;;) {
    const outcome = await attempt(target, parts, limits)
    if (outcome !== 'stale-connection') return outcome
  }
}

/** An idle connection may be closed by the other side at the moment it is used again; that is no failure of the host. */
async function attempt(
  target: Target,
  parts: StreamParts,
  limits: StreamLimits,
): Promise<HttpStreamAnswer | 'stale-connection'> {
  const { host } = target
  const { signal, headersTimeoutMs, idleTimeoutMs } = limits
  if (signal.aborted) throw transportError('aborted', host)
  const request = open(target, parts, limits)
  let failure: Error | undefined
  const end = (error: Error) => {
    failure ??= error
    request.destroy()
  }
  const endFor = (reason: TransportReason) => end(transportError(reason, host))
  const abort = () => endFor('aborted')
  const watch = createWatch(CONNECT_TIMEOUT_MS, () => endFor('timeout'))
  signal.addEventListener('abort', abort)
  request.once('close', () => {
    watch.stop()
    signal.removeEventListener('abort', abort)
  })
  const explain = (error: unknown, begun: boolean): Error => failure ?? readFailure(error, host, begun)

  const readBody = (response: IncomingMessage): ByteStream => {
    if (hasNoBody(parts.method, response)) {
      response.resume()
      return nothing
    }
    return answerBody(response, {
      maxBytes: limits.maxAnswerBytes,
      moved: watch.moved,
      endTooLarge: () => endFor('answer_too_large'),
      leave: () => {
        if (!response.readableEnded) abort()
      },
      explain: (error) => explain(error, true),
    })
  }
  const answered = firstOf(request)
  whenConnected(request).then(() => {
    if (parts.body === undefined) {
      request.end()
      return watch.wait(headersTimeoutMs)
    }
    watch.wait(idleTimeoutMs)
    const sent = sendBody(request, parts.body, { bodyBytes: limits.bodyBytes, moved: watch.moved })
    return sent.then(
      (outcome) => {
        if (outcome === 'other-length') end(otherLength())
        if (outcome === 'sent' && answered.isAwaited()) watch.wait(headersTimeoutMs)
      },
      // A body that breaks off was broken off by whoever gave it.
      abort,
    )
  })
  try {
    const response = await answered.response
    watch.wait(idleTimeoutMs)
    const body = readBody(response)
    return Object.freeze({ status: response.statusCode ?? 0, headers: readHeaders(response.headers), body })
  } catch (error) {
    const stale = failure === undefined && request.reusedSocket && codeOf(error) === 'ECONNRESET'
    if (stale && isIdempotent(parts.method) && isRepeatable(parts.body)) return 'stale-connection'
    throw explain(error, false)
  }
}

/** RFC 9112 §6.3 */
const hasNoBody = (method: string, { statusCode }: IncomingMessage): boolean =>
  method === 'HEAD' || statusCode === 204 || statusCode === 304

const nothing: ByteStream = Object.freeze({ async *[Symbol.asyncIterator]() {} })

const otherLength = (): ConnformError =>
  new ConnformError('ERR_OPTION_INVALID', 'The body of a request has not the length that was announced.')

function open({ url, hostHeader }: Target, parts: StreamParts, { agents, bodyBytes }: StreamLimits): ClientRequest {
  const isHttps = url.protocol === 'https:'
  const options = {
    method: parts.method,
    agent: isHttps ? agents.https : agents.http,
    headers: {
      ...parts.headers,
      ...(hostHeader === undefined ? {} : { host: hostHeader }),
      ...lengthOf(parts.body, bodyBytes),
    },
  }
  return isHttps ? requestByHttps(url, { ...options, rejectUnauthorized: true }) : requestByHttp(url, options)
}

/** How the end of the body is told; Node says nothing of it for a DELETE, and sends the body all the same. */
function lengthOf(body: StreamBody | undefined, bodyBytes: number | undefined): Record<string, string> {
  if (body === undefined) return {}
  const length = body instanceof Uint8Array ? body.byteLength : bodyBytes
  return length === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }
}

/** The answer when it begins, or the error that came in its place. */
function firstOf(request: ClientRequest) {
  let awaited = true
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    const settle = (run: () => void) => {
      awaited = false
      run()
    }
    request.once('response', (message) => {
      // A connection that breaks while nobody reads is told to whoever reads next.
      message.on('error', () => {})
      settle(() => resolve(message))
    })
    request.on('error', (error) => settle(() => reject(error)))
    // What asks to talk another protocol was not asked to.
    request.once('upgrade', (_, socket) => {
      socket.destroy()
      settle(() => reject(new Error('upgrade')))
    })
    request.once('close', () => settle(() => reject(new Error('closed'))))
  })
  return { response, isAwaited: () => awaited }
}

function whenConnected(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once('socket', (socket) => {
      if (!socket.connecting) return resolve()
      const isSecure = 'encrypted' in socket
      socket.once(isSecure ? 'secureConnect' : 'connect', () => resolve())
    })
  })
}
