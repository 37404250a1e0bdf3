import { request as open } from 'node:http'
import type { FuzzRequest } from './requests.ts'

export interface FuzzAnswer {
  readonly status: number
  readonly contentType: string | null
  /** The whole answer: its headers and its body. */
  readonly everything: string
  readonly text: string
}

/** Sends a request as it is: `fetch` would mend some of it, and refuse to send some more. */
export function sendRaw(url: string, { method, path, headers, body }: Omit<FuzzRequest, 'who'>): Promise<FuzzAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const { hostname, port } = new URL(url)
    const options = { hostname, port, method, path: `/api/v1${path}`, headers: { ...length, ...headers } }
    const sent = open(options, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const status = answer.statusCode ?? 0
        const contentType = answer.headers['content-type'] ?? null
        resolve({ status, contentType, text, everything: `${JSON.stringify(answer.rawHeaders)}\n${text}` })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A request as it is printed where it found something. */
export const print = ({ who, method, path, headers, body }: FuzzRequest): string =>
  [
    `${method} /api/v1${path}`,
    `(${who}) ${JSON.stringify(headers)}`,
    ...(body === undefined ? [] : [body.slice(0, 2000)]),
  ].join('\n')
