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
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>
}

export function apiClient(
  url: string,
  { answers, headers: always = {} }: { answers: string[]; headers?: Readonly<Record<string, string>> },
): ApiClient {
  const send: ApiClient['send'] = async (method, path, { body, headers = {} } = {}) => {
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
    answers.push(`${[...response.headers].join('\n')}\n${text}`)
    const isJson =
      /json/.test(response.headers.get('content-type') ?? '') &&
      !/ndjson/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
  }
  return Object.freeze({
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    post: (path, body, headers = {}) => send('POST', path, { body, headers }),
  } satisfies ApiClient)
}
