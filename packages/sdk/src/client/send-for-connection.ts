import { type Adapter, type HttpAnswer, type HttpRequest, UnexpectedAnswerError } from '@connform/core'
import type { Context } from '../connections/context.ts'
import type { ClientAnswer, RequestOptions } from './client.ts'
import { lowerCased, type Signer } from './signer.ts'
import { urlBelow } from './url-below.ts'
import { type Sending, whileRefused } from './while-refused.ts'

/** What is asked of a connection. */
export interface Call {
  readonly method: string
  /** Path and query below the base URL, for the provider at hand. */
  readonly pathOf: (adapter: Adapter) => string
  readonly options: RequestOptions
}

export interface Sent {
  readonly answer: ClientAnswer
  readonly adapter: Adapter
  readonly baseUrl: string
  /** Path and query as they were sent. */
  readonly path: string
}

const CLIENT_TIMEOUT_MS = 30_000

/** Signs and sends one request of a connection, and reads its answer. */
export const sendForConnection = (context: Context, id: string, call: Call): Promise<Sent> =>
  whileRefused<Sent>(context, id, {
    send: (sending) => send(context, sending, call),
    statusOf: ({ answer }) => answer.status,
    isRepeatable: () => true,
    drop: async () => {},
  })

async function send({ http }: Context, { adapter, signer }: Sending, call: Call): Promise<Sent> {
  const { retry } = adapter.definition.request
  const { credentials, baseUrl, allowedHosts } = signer
  const { timeoutMs = CLIENT_TIMEOUT_MS, signal } = call.options
  const url = urlOf(baseUrl, call.pathOf(adapter), call.options.query)
  const answer = await http(adapter.sign(unsigned(signer, url, call), credentials), {
    allowedHosts,
    timeoutMs,
    ...(retry === undefined ? {} : { retry }),
    ...(signal === undefined ? {} : { signal }),
  })
  return { answer: readJson(answer), adapter, baseUrl, path: url.slice(baseUrl.length) }
}

function urlOf(baseUrl: string, path: string, query: RequestOptions['query'] = {}): string {
  const url = urlBelow(baseUrl, path)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}

/** A caller's own headers stand in the place of the definition's. */
function unsigned({ headers: common }: Signer, url: string, { method, options }: Call): HttpRequest {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  const headers = {
    ...common,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(options.headers === undefined ? {} : lowerCased(options.headers)),
  }
  return { method: method.toUpperCase(), url, headers, ...(body === undefined ? {} : { body }) }
}

/** The answer as JSON. A success that is none is not what the provider's API sends; a failure is handed on with what it says. */
function readJson({ status, headers, body }: HttpAnswer): ClientAnswer {
  const ok = status >= 200 && status < 300
  if (body === '') return { ok, status, headers, data: null }
  try {
    return { ok, status, headers, data: JSON.parse(body) }
  } catch {
    if (ok) throw new UnexpectedAnswerError(status, `The provider answered with status ${status} and no JSON.`)
    return { ok, status, headers, data: body }
  }
}
