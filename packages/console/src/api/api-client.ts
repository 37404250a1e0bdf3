import { BASE_URL, type Query, queryText } from './address.ts'
import { localCodes, Problem, readProblem } from './problem.ts'
import { readLines } from './read-lines.ts'
import type { ProgressLine } from './types.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface RequestOptions {
  readonly method?: Method
  /** Members that are undefined or an empty text are left out. */
  readonly query?: Query
  /** Sent as JSON. */
  readonly body?: unknown
  /** The revision that was read; another one in the database is a problem with status 412. */
  readonly revision?: number
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

export interface Answer<T> {
  readonly status: number
  readonly data: T
  /** As it came, with its quotes. */
  readonly etag: string | undefined
}

export interface ApiClient {
  /** Throws a {@link Problem} for every answer that is no success, and where none came (`unreachable`). */
  request<T>(path: string, options?: RequestOptions): Promise<Answer<T>>
  /** The body alone. */
  get<T>(path: string, options?: Pick<RequestOptions, 'query' | 'signal'>): Promise<T>
  /**
   * The same as `request`, told line by line while the server works. `onLine` gets every line but the last, which is the
   * answer. Throws `answer_cut` where the last line is missing.
   */
  stream<T>(path: string, options: RequestOptions, onLine: (line: ProgressLine) => void): Promise<Answer<T>>
  /** What every later request carries: the session's token, the tenant it acts for. What is not named stays. */
  actFor(identity: { readonly csrfToken?: string | undefined; readonly tenant?: string | undefined }): void
}

export interface ApiClientOptions {
  /** Default is `/api/v1`. */
  readonly baseUrl?: string
  /** The answer of a read that was begun before there was a client, once; undefined for any other address. */
  readonly takeBegun?: (address: string) => Promise<Response> | undefined
  /** Called at each answer 401, before the problem is thrown. */
  readonly onSessionLost?: () => void
  /** Told after each attempt whether an answer came. */
  readonly onReach?: (isReachable: boolean) => void
}

/** Speaks to the HTTP API with the session's cookie. Holds no secret but the token against forged requests. */
export function createApiClient(clientOptions: ApiClientOptions = {}): ApiClient {
  const { baseUrl = BASE_URL, takeBegun, onSessionLost, onReach } = clientOptions
  let csrfToken: string | undefined
  let tenant: string | undefined

  const send = async (path: string, options: RequestOptions, accept: string): Promise<Response> => {
    const { method = 'GET', body, revision, idempotencyKey, signal } = options
    const headers: Record<string, string> = {
      accept,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      ...(method === 'GET' || csrfToken === undefined ? {} : { 'x-csrf-token': csrfToken }),
      ...(tenant === undefined ? {} : { 'x-connform-tenant': tenant }),
    }
    const address = `${baseUrl}${path}${queryText(options.query)}`
    // A read for another tenant is another read of the same address.
    const begun = method === 'GET' && tenant === undefined ? takeBegun?.(address) : undefined
    try {
      const response = await (begun ??
        fetch(address, {
          method,
          headers,
          credentials: 'same-origin',
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal === undefined ? {} : { signal }),
        }))
      onReach?.(true)
      return response
    } catch (error) {
      if (isAbort(error)) throw error
      onReach?.(false)
      throw new Problem(0, { code: localCodes.unreachable })
    }
  }

  const settle = <T>(status: number, body: unknown, response: Response): Answer<T> => {
    if (status >= 200 && status < 300) {
      return { status, data: body as T, etag: response.headers.get('etag') ?? undefined }
    }
    if (status === 401) onSessionLost?.()
    throw readProblem(status, body, response.headers.get('x-request-id') ?? undefined)
  }

  const request = async <T>(path: string, options: RequestOptions = {}): Promise<Answer<T>> => {
    const response = await send(path, options, 'application/json')
    return settle<T>(response.status, await readBody(response), response)
  }

  return Object.freeze<ApiClient>({
    request,
    get: async <T>(path: string, options?: RequestOptions) => (await request<T>(path, options)).data,
    stream: async <T>(path: string, options: RequestOptions, onLine: (line: ProgressLine) => void) => {
      const response = await send(path, options, 'application/x-ndjson')
      const isStream = response.headers.get('content-type')?.startsWith('application/x-ndjson') === true
      if (!isStream || response.body === null) {
        return settle<T>(response.status, await readBody(response), response)
      }
      const last = await readToLast(response.body, onLine)
      return settle<T>(last.status, last.body, response)
    },
    actFor: (identity) => {
      if ('csrfToken' in identity) csrfToken = identity.csrfToken
      if ('tenant' in identity) tenant = identity.tenant
    },
  })
}

async function readToLast(
  body: ReadableStream<Uint8Array>,
  onLine: (line: ProgressLine) => void,
): Promise<{ status: number; body: unknown }> {
  let last: { status: number; body: unknown } | undefined
  try {
    for await (const read of readLines(body)) {
      const line = read as ProgressLine
      if (line.status === undefined) onLine(line)
      else last ??= { status: line.status, body: line.body }
    }
  } catch (error) {
    if (isAbort(error)) throw error
  }
  if (last === undefined) throw new Problem(0, { code: localCodes.cut })
  return last
}

async function readBody(response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text === '' ? undefined : JSON.parse(text)
  } catch (error) {
    if (isAbort(error)) throw error
    throw new Problem(response.status, {
      code: error instanceof SyntaxError ? localCodes.unreadable : localCodes.cut,
    })
  }
}

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'
