import { signWithHeader } from '../adapter/sign-request.ts'
import type { MintedTokenAuth } from '../definition.ts'
import { isTransportError } from '../errors.ts'
import type { Clock, Credentials, HttpClient, HttpOptions, HttpRequest } from '../ports.ts'
import { Secret } from '../secret.ts'
import { memberAt, parseJson } from '../test/read-answer.ts'
import { fillFromValues, fillUrlTemplate, placeholdersOf } from '../text/template.ts'
import { allowedHosts } from './allowed-hosts.ts'
import type { GrantOutcome } from './grant.ts'
import { orTransportFailure, refusal } from './refusal.ts'

/** What issuing a token takes from outside. */
export interface MintContext {
  readonly http: HttpClient
  readonly clock: Clock
  /** When the token itself says it ends; decoded, never trusted. */
  readonly expiryOf?: (token: Secret) => Date | undefined
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const MINT_TIMEOUT_MS = 20_000
/** 256 KiB, written out: bundlers leave a product in where nothing uses it. */
const MAX_ANSWER_BYTES = 262_144

/** Has a token issued by a request with the form's own credentials. */
export function mintGrant(
  method: MintedTokenAuth,
  credentials: Credentials,
  context: MintContext,
): Promise<GrantOutcome> {
  const { mint } = method
  return orTransportFailure(async () => {
    const askedAt = context.clock()
    const endsAtMs = askedAt.getTime() + mint.lifetimeSeconds * 1000
    const wished = { ...credentials.values, expiresAtSeconds: Math.floor(endsAtMs / 1000) }
    const body = JSON.stringify(fillBody(mint.body, wished))
    const answer = await context.http(
      request(method, credentials, { method: 'POST', path: mint.path, body }),
      options(method, credentials, context),
    )
    const token = answer.status < 300 ? memberAt(parseJson(answer.body), mint.tokenAt) : undefined
    if (typeof token !== 'string') return refusal(mint.answers, answer)
    const accessToken = new Secret(token)
    const saysMs = context.expiryOf?.(accessToken)?.getTime() ?? endsAtMs
    // The token's own word counts only where it is the earlier one; what is no moment at all compares as false.
    const expiresAt = new Date(saysMs < endsAtMs ? saysMs : endsAtMs).toISOString()
    const scopes = Array.isArray(credentials.values['scopes']) ? credentials.values['scopes'].map(String) : null
    return { ok: true, grant: { accessToken, expiresAt, scopes, issuedAt: askedAt.toISOString() }, extra: {} }
  })
}

/** Takes a token back. True where the provider did; false where it would not, so that the caller can say so. */
export async function revokeMinted(
  method: MintedTokenAuth,
  { credentials, token }: { readonly credentials: Credentials; readonly token: Secret },
  context: MintContext,
): Promise<boolean> {
  const { revoke } = method
  const headers = { [revoke.tokenHeader]: token.reveal() }
  try {
    const answer = await context.http(
      request(method, credentials, { method: revoke.method, path: revoke.path, headers }),
      options(method, credentials, context),
    )
    // Not found, or no longer valid: there is nothing left to take back.
    return answer.status < 300 || answer.status === 404 || answer.status === 422
  } catch (error) {
    if (isTransportError(error)) return false
    throw error
  }
}

interface MintCall {
  readonly method: string
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

function request({ mint }: MintedTokenAuth, credentials: Credentials, call: MintCall): HttpRequest {
  const json = call.body === undefined ? {} : { 'content-type': 'application/json' }
  const unsigned: HttpRequest = {
    method: call.method,
    url: fillUrlTemplate(mint.baseUrl, credentials.values) + fillUrlTemplate(call.path, credentials.values),
    headers: { accept: 'application/json', ...json, ...call.headers },
    ...(call.body === undefined ? {} : { body: call.body }),
  }
  return signWithHeader(mint.sign, unsigned, credentials)
}

const options = ({ mint }: MintedTokenAuth, { values }: Credentials, context: MintContext): HttpOptions => ({
  allowedHosts: allowedHosts(mint.allowedHosts, values),
  timeoutMs: context.timeoutMs ?? MINT_TIMEOUT_MS,
  maxAnswerBytes: MAX_ANSWER_BYTES,
  ...(context.signal === undefined ? {} : { signal: context.signal }),
})

/** A text that is one placeholder takes the value as it is, a number or a list; other texts are filled in. */
function fillBody(template: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(template)) return template.map((part) => fillBody(part, values))
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([key, part]) => [key, fillBody(part, values)]))
  }
  if (typeof template !== 'string') return template
  const [name] = placeholdersOf(template)
  return name !== undefined && template === `{${name}}` ? values[name] : fillFromValues(template, values)
}
