import type { HttpOptions, HttpRequest } from './http.ts'

/** A body, piece by piece; in Node, a `Readable` and a `ReadableStream` of bytes are such. Read once. */
export type ByteStream = AsyncIterable<Uint8Array>

/** A body that is at hand in full, or that comes piece by piece, or that can be begun again for a while. */
export type StreamBody = Uint8Array | ByteStream | RepeatableBody

/** A body that may be read from its beginning again as long as it says so. */
export interface RepeatableBody extends ByteStream {
  readonly isRepeatable: boolean
}

export interface HttpStreamRequest extends Omit<HttpRequest, 'body'> {
  readonly body?: StreamBody
  /**
   * Length of a body that comes piece by piece, where it is known; the exchange ends where the body is of another one.
   * Without it, the body is sent in chunks (RFC 9112 §7.1).
   */
  readonly bodyBytes?: number
}

export interface HttpStreamOptions
  extends Pick<HttpOptions, 'allowedHosts' | 'retry' | 'maxWaitMs' | 'signal' | 'maxAnswerBytes'> {
  /** From the end of the request to the headers of the answer. Default is 60,000. */
  readonly headersTimeoutMs?: number
  /** How long no byte of either body may move, whichever side is waited for. Default is 60,000. */
  readonly idleTimeoutMs?: number
}

/** An answer as it begins. */
export interface HttpStreamAnswer {
  readonly status: number
  /** Names in lower case; several values are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * The bytes as the host packed them. Read it to its end, or break off reading, which ends the exchange; left alone,
   * it holds a connection until the idle time is over. Throws `TransportError` where it does not come to its end.
   */
  readonly body: ByteStream
}

/**
 * Sends one request through the one door and hands its answer on as it comes, whatever its status; redirects are handed
 * back, never followed, and nothing is unpacked. Rejects with `TransportError` when no answer begins. Time is bounded
 * by what happens, not as a whole. It is repeated, as `retry` says, only while its body can be. No limit of bytes holds
 * unless `maxAnswerBytes` is given.
 */
export type HttpStreamClient = (request: HttpStreamRequest, options: HttpStreamOptions) => Promise<HttpStreamAnswer>
