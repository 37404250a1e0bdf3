import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** A request with its body read. */
export interface ApiRequest {
  readonly method: string
  /** Without the query string, percent-encoding kept. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** True where the body was longer than is read; `body` is empty then. */
  readonly bodyTooLarge: boolean
}

/** More than any documented call needs. */
const MAX_BODY_BYTES = 1_048_576

/** Reads a request to its end. Rejects where the caller goes away first. */
export const readRequest = async (message: IncomingMessage): Promise<ApiRequest> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
  }
  const bodyTooLarge = bytes > MAX_BODY_BYTES
  const { path, query } = splitTarget(message.url ?? '/')
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers,
    body: bodyTooLarge ? '' : Buffer.concat(chunks).toString('utf8'),
    bodyTooLarge,
  }
}

/** Splits by hand: `new URL` would tidy up `//` and `..`, and a badly joined path must stay visible. */
export const splitTarget = (target: string): { path: string; query: string } => {
  const mark = target.indexOf('?')
  return mark < 0 ? { path: target, query: '' } : { path: target.slice(0, mark), query: target.slice(mark + 1) }
}
