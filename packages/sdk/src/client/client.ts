import type { ByteStream } from '@connform/core'

/** An answer of the provider, whatever its status. */
export interface ClientAnswer {
  readonly ok: boolean
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The JSON of the body; null where it is empty. */
  readonly data: unknown
}

export interface RequestOptions {
  /** Added to the path's query. */
  readonly query?: Readonly<Record<string, string | number | boolean>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent besides the definition's; the one that signs cannot be set. */
  readonly headers?: Readonly<Record<string, string>>
  /** Default is 30,000. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface ForwardOptions {
  /**
   * Sent besides the definition's, as they are, but for those that are not a caller's to send: of one connection alone
   * (hop-by-hop), credentials, whatever signs, `Host`, and which way the request came. `Content-Length` is what the
   * length of a body in pieces is known by; without it such a body is sent in chunks.
   */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Bytes, or pieces of them as they come: an `AsyncIterable`, such as a `Readable` or a `ReadableStream`. It is let go
   * of where it is not read to its end.
   */
  readonly body?: Uint8Array | ByteStream
  /** From the end of the request to the headers of the answer. Default is 60,000. */
  readonly headersTimeoutMs?: number
  /** How long no byte of either body may move, whichever side is waited for. Default is 60,000. */
  readonly idleTimeoutMs?: number
  /** Default is no limit. */
  readonly maxAnswerBytes?: number
  readonly signal?: AbortSignal
}

/** An answer of the provider, as it begins. */
export interface ForwardAnswer {
  readonly status: number
  /** Names in lower case. None that is of the connection to the provider, that is a credential, or that repeats one. */
  readonly headers: Readonly<Record<string, string>>
  /**
   * The bytes as the provider packed them. Read it to its end, or break off reading, which ends the exchange. Throws
   * `TransportError` where it does not come to its end.
   */
  readonly body: ByteStream
}

export interface GraphqlError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

export interface GraphqlAnswer {
  readonly status: number
  readonly data: unknown
  /** Empty where the query was answered in full. */
  readonly errors: readonly GraphqlError[]
  /** What the provider counted the query as, where it says so. */
  readonly complexity?: number
}

/**
 * Signed requests of one connection. The credential stays inside; tokens are renewed as needed. A change of the
 * connection takes effect at once, one by another process within a second. Every function throws
 * `ERR_CONNECTION_REFUSED` for a connection that is switched off, `ERR_GRANT_REFUSED` where the provider gives no
 * token to sign with, and `TransportError` where no answer comes.
 */
export interface Client {
  /**
   * One request below the base URL; a refusal is an answer like any other. Throws `ERR_OPTION_INVALID` for a path that
   * leads out of it, `ERR_UNEXPECTED_ANSWER` for a success that is no JSON.
   */
  request(method: string, path: string, options?: RequestOptions): Promise<ClientAnswer>
  /** Every entry of a list, page by page. Throws `ERR_UNEXPECTED_ANSWER` where a page is none. */
  entries(path: string, options?: Omit<RequestOptions, 'body'>): AsyncGenerator<unknown, void, undefined>
  /**
   * Sends a request of any content type on, signed like every other, and hands the answer on unchanged: whatever its
   * status, packed as it is, redirects included. Neither body is held, so both may be of any size. The request is
   * repeated, by the provider's rules and with a renewed token, only while no more than 256 KiB of its body have come.
   * Throws `ERR_OPTION_INVALID` for a path that leads out of the base URL, and for a body of another length than announced.
   *
   * @param path path and query below the base URL, percent-encoded
   */
  forward(method: string, path: string, options?: ForwardOptions): Promise<ForwardAnswer>
  /** Throws `ERR_UNSUPPORTED` where the provider has no GraphQL. */
  graphql(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<GraphqlAnswer>
}
