import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** A whole answer, ready to be sent. Header names are written as the provider documents them. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
})

export const textAnswer = (status: number, text: string, contentType = 'text/plain; charset=utf-8'): Answer => ({
  status,
  headers: { 'Content-Type': contentType },
  body: text,
})

/** 204: no body and no content type. */
export const emptyAnswer: Answer = { status: 204, headers: {}, body: '' }

export const withHeaders = (answer: Answer, headers: Readonly<Record<string, string>>): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
})

/** Sends `answer` with its length, compressed where the caller accepts gzip, and without its body to a HEAD. */
export const sendAnswer = (response: ServerResponse, answer: Answer): void => {
  const compressed = answer.body !== '' && acceptsGzip(response.req.headers['accept-encoding'])
  const body = compressed ? gzipSync(answer.body) : Buffer.from(answer.body)
  response.writeHead(answer.status, {
    ...answer.headers,
    Vary: 'Accept-Encoding',
    ...(compressed && { 'Content-Encoding': 'gzip' }),
    // RFC 9110 section 8.6: no Content-Length in a 204.
    ...(answer.status !== 204 && { 'Content-Length': String(body.length) }),
  })
  response.end(body)
}

export const acceptsGzip = (header: string | string[] | undefined): boolean =>
  /(^|,)\s*gzip\s*(,|$|;(?!\s*q=0(\.0*)?\s*(,|$)))/i.test(String(header ?? ''))
