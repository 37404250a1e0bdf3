import {
  type Adapter,
  allowedHosts,
  baseUrlOf,
  type ConnectionRecord,
  ConnformError,
  type Credentials,
  type HttpAnswer,
  type HttpRequest,
  UnexpectedAnswerError,
} from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'
import { openSecrets } from '../connections/secret-set.ts'
import { currentGrant } from '../grants/current-grant.ts'
import { grantMethod } from '../grants/obtain-grant.ts'
import type { ClientAnswer, RequestOptions } from './client.ts'

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

/** Signs and sends one request of a connection; a token the provider no longer takes is renewed once. */
export async function sendForConnection(context: Context, id: string, call: Call): Promise<Sent> {
  const record = await findRecord(context, id)
  refuseSwitchedOff(record)
  const adapter = context.definitions.adapter(record.definition)
  const first = await signerOf(context, record, { adapter })
  const sent = await send(context, { adapter, ...first }, call)
  if (sent.answer.status !== 401 || first.sealed === undefined) return sent
  const again = await signerOf(context, record, { adapter, refused: first.sealed })
  return send(context, { adapter, ...again }, call)
}

function refuseSwitchedOff({ status }: ConnectionRecord): void {
  if (status !== 'inactive') return
  throw new ConnformError(
    'ERR_CONNECTION_REFUSED',
    'This connection is switched off.',
    'Switch it on: connform activate.',
  )
}

/** What signs a request, and, with the values in it, decides where the request goes. */
interface Signer {
  readonly credentials: Credentials
  /** The stored grant it comes from, where it comes from one. */
  readonly sealed: string | undefined
}

interface Signing {
  readonly adapter: Adapter
  /** A stored grant that the provider has just refused. */
  readonly refused?: string
}

async function signerOf(context: Context, record: ConnectionRecord, signing: Signing): Promise<Signer> {
  const { authType, values } = record
  if (grantMethod(signing.adapter, authType) === undefined) {
    return { credentials: { authType, values, secrets: await openSecrets(context, record) }, sealed: undefined }
  }
  // An edit in between may have brought a grant for another account: it comes with the values it is for.
  const { grant, sealed, record: owner } = await currentGrant(context, record, signing)
  const secrets = { token: grant.accessToken }
  return { credentials: { authType: owner.authType, values: owner.values, secrets }, sealed }
}

interface Sending {
  readonly adapter: Adapter
  readonly credentials: Credentials
}

async function send({ http }: Context, { adapter, credentials }: Sending, call: Call): Promise<Sent> {
  const { request } = adapter.definition
  const { timeoutMs = CLIENT_TIMEOUT_MS, signal } = call.options
  const baseUrl = new URL(baseUrlOf(adapter, credentials.values)).href.replace(/\/$/, '')
  const url = urlOf(baseUrl, call.pathOf(adapter), call.options.query)
  const answer = await http(adapter.sign(unsigned(adapter, url, call), credentials), {
    allowedHosts: allowedHosts(request.allowedHosts, credentials.values),
    timeoutMs,
    ...(request.retry === undefined ? {} : { retry: request.retry }),
    ...(signal === undefined ? {} : { signal }),
  })
  return { answer: readJson(answer), adapter, baseUrl, path: url.slice(baseUrl.length) }
}

function urlOf(baseUrl: string, path: string, query: RequestOptions['query'] = {}): string {
  const url = new URL(baseUrl + path)
  // What safePath looks for by pattern, said once more by what the URL became.
  if (!url.href.startsWith(`${baseUrl}/`)) {
    throw new ConnformError('ERR_OPTION_INVALID', 'The path of a request leads out of the base URL of the connection.')
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}

/** Header names are alike in any case, so a caller's own stands in the place of the definition's. */
function unsigned({ definition }: Adapter, url: string, { method, options }: Call): HttpRequest {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body)
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const named = Object.entries({ ...definition.request.headers, ...json })
  const own = Object.entries(options.headers ?? {})
  const headers = Object.fromEntries([...named, ...own].map(([name, value]) => [name.toLowerCase(), value]))
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
