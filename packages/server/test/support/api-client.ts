import { expect } from 'vitest'
import type { documented } from './documented.ts'

/** An answer, read to its end. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

export interface ApiRequest {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends requests over HTTP, and keeps every answer for the search at the end of a test. */
export interface ApiClient {
  /** @param path below `/api/v1`, or from the root where it starts with `//` */
  send(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>
  /** The same, for the one answer that has to hold a secret: it is not searched. */
  quietly(method: string, path: string, body: unknown): Promise<ApiAnswer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
}

export interface ClientOptions {
  /** Takes down every answer. */
  readonly answers: string[]
  /** What about an answer is not as documented. */
  readonly undocumented: ReturnType<typeof documented>
  readonly headers?: Readonly<Record<string, string>>
}

export function apiClient(url: string, { answers, undocumented, headers: always = {} }: ClientOptions): ApiClient {
  const ask = async (
    method: string,
    path: string,
    { body, headers = {}, taken = answers }: ApiRequest & { readonly taken?: string[] },
  ): Promise<ApiAnswer> => {
    const address = path.startsWith('//') ? `${url}${path.slice(1)}` : `${url}/api/v1${path}`
    const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
    const response = await fetch(address, {
      method,
      redirect: 'manual',
      headers: {
        ...(body === undefined || hasType ? {} : { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const shown = [...response.headers].filter(([name]) => name !== 'set-cookie')
    taken.push(`${shown.join('\n')}\n${text}`)
    const type = response.headers.get('content-type')
    const content = /json/.test(type ?? '') && !/ndjson/.test(type ?? '') ? JSON.parse(text) : undefined
    const seen = { method, path, status: response.status, contentType: type, body: content }
    if (!path.startsWith('//')) expect(undocumented(seen), text).toBeUndefined()
    return { status: response.status, headers: response.headers, text, body: content }
  }
  const send: ApiClient['send'] = (method, path, request = {}) => ask(method, path, request)
  return Object.freeze({
    send,
    quietly: (method, path, body) => ask(method, path, { body, taken: [] }),
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, body, headers = {}) => send('POST', path, { body, headers }),
  } satisfies ApiClient)
}
