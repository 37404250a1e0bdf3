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
  /** Throws `ERR_UNSUPPORTED` where the provider has no GraphQL. */
  graphql(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<GraphqlAnswer>
}
