import type { IncomingMessage, ServerResponse } from 'node:http'
import { splitTarget } from './read-request.ts'

/** What a listener remembers of a request. Holds no header's value: names are enough to count and to prove absence. */
export interface RecordedRequest {
  /** Host the listener stands in for, for example `api.bigcommerce.com`. */
  readonly host: string
  readonly method: string
  /** Without the query string. */
  readonly path: string
  /** Without the question mark; empty where there is none. */
  readonly query: string
  /** In lower case, in the order sent. */
  readonly headerNames: readonly string[]
  /** The request carried a token that is good for the store in the path. */
  readonly tokenRight: boolean
  /** Status answered; null where no status was sent, or not yet. */
  readonly status: number | null
}

export interface RequestLog {
  add(message: IncomingMessage, response: ServerResponse, facts: { host: string; tokenRight: boolean }): void
  list(): readonly RecordedRequest[]
  clear(): void
}

export const requestLog = (): RequestLog => {
  let entries: { request: Omit<RecordedRequest, 'status'>; response: ServerResponse }[] = []
  return Object.freeze({
    add: (message: IncomingMessage, response: ServerResponse, facts: { host: string; tokenRight: boolean }) => {
      const { path, query } = splitTarget(message.url ?? '/')
      const headerNames = Object.keys(message.headers)
      entries.push({ request: { ...facts, method: message.method ?? 'GET', path, query, headerNames }, response })
    },
    list: () =>
      entries.map(({ request, response }) =>
        Object.freeze({ ...request, status: response.headersSent ? response.statusCode : null }),
      ),
    clear: () => {
      entries = []
    },
  })
}
