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
  /** The request carried a token that is good for the store in the path, or for the host. */
  readonly tokenRight: boolean
  /** `grant_type` of a request to a token endpoint, such as `refresh_token`; null for any other request or type. */
  readonly grantType: string | null
  /** Status answered; null where no status was sent, or not yet. */
  readonly status: number | null
}

export interface RequestLog {
  /** Records a request as it arrives; the function it returns adds the grant type once the body is read. */
  add(message: IncomingMessage, response: ServerResponse, facts: RequestFacts): (grantType: string | null) => void
  list(): readonly RecordedRequest[]
  clear(): void
}

type RequestFacts = Pick<RecordedRequest, 'host' | 'tokenRight'>

interface Entry {
  readonly request: Omit<RecordedRequest, 'status' | 'grantType'>
  readonly response: ServerResponse
  grantType: string | null
}

export const requestLog = (): RequestLog => {
  let entries: Entry[] = []
  return Object.freeze({
    add: (message: IncomingMessage, response: ServerResponse, facts: RequestFacts) => {
      const { path, query } = splitTarget(message.url ?? '/')
      const headerNames = Object.keys(message.headers)
      const request = { ...facts, method: message.method ?? 'GET', path, query, headerNames }
      const entry: Entry = { request, response, grantType: null }
      entries.push(entry)
      return (grantType: string | null) => {
        entry.grantType = grantType
      }
    },
    list: () =>
      entries.map(({ request, response, grantType }) =>
        Object.freeze({ ...request, grantType, status: response.headersSent ? response.statusCode : null }),
      ),
    clear: () => {
      entries = []
    },
  })
}
