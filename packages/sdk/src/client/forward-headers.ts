import type { Adapter, Credentials, HttpRequest } from '@connform/core'
import { lowerCased } from './signer.ts'

type Headers = Readonly<Record<string, string>>

/** Those of one connection, and of the message on it: never handed on. RFC 9110 §7.6.1, RFC 9112 §6 */
const ofTheConnection = [
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
] as const

/** Those that prove who somebody is, to connform or to a provider: never handed on in either direction. */
const credentials = [
  'authorization',
  'cookie',
  'cookie2',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'set-cookie',
  'set-cookie2',
  'x-auth-token',
] as const

/** Those that say where a request goes, how long it is, and which way it came. */
const ofTheWay = [
  'content-length',
  'expect',
  'forwarded',
  'host',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-real-ip',
] as const

const notAsked: ReadonlySet<string> = new Set([...ofTheConnection, ...credentials, ...ofTheWay])
const notAnswered: ReadonlySet<string> = new Set([...ofTheConnection, ...credentials])

/** A secret that is shorter stands in any text by chance, and nobody gains by knowing it. */
const SHORTEST_SECRET = 4

/** A request as it is signed, and what of it must not come back. */
export interface SignedHeaders {
  readonly request: HttpRequest
  /** Names, in lower case, that signing sets. */
  readonly signs: ReadonlySet<string>
}

/**
 * Signs a request that carries a caller's headers. What the adapter sets for itself a caller cannot set, be it by the
 * same name in another case.
 */
export function signForwarded(
  adapter: Adapter,
  request: HttpRequest,
  caller: { readonly headers: Headers; readonly credentials: Credentials },
): SignedHeaders {
  const bare = adapter.sign(request, caller.credentials)
  const before = lowerCased(request.headers)
  const set = Object.entries(lowerCased(bare.headers)).filter(([name, value]) => before[name] !== value)
  const signs = new Set(set.map(([name]) => name))
  const asked = lowerCased(caller.headers)
  const kept = without(asked, (name) => notAsked.has(name) || signs.has(name))
  return { request: adapter.sign({ ...request, headers: { ...before, ...kept } }, caller.credentials), signs }
}

/**
 * The headers of an answer that a caller may see: all but those of the connection to the provider, those that are
 * credentials, and whichever repeats a secret.
 */
export function answerHeaders(headers: Headers, { request, signs }: SignedHeaders, { secrets }: Credentials): Headers {
  const signatures = Object.entries(lowerCased(request.headers)).flatMap(([name, value]) =>
    signs.has(name) ? [value, value.replace(/^\S+ +/, '')] : [],
  )
  const hidden = [...Object.values(secrets).map((secret) => secret.reveal()), ...signatures].flatMap(formsOf)
  const repeats = (text: string) => hidden.some((secret) => text.toLowerCase().includes(secret))
  return without(headers, (name, value) => notAnswered.has(name) || signs.has(name) || repeats(`${name}: ${value}`))
}

/** Names that `Connection` lists are of the connection, too. */
function without(headers: Headers, isOut: (name: string, value: string) => boolean): Headers {
  const listed = new Set(headers['connection']?.split(',').map((name) => name.trim().toLowerCase()))
  const kept = Object.entries(headers).filter(([name, value]) => !listed.has(name) && !isOut(name, value))
  return Object.freeze(Object.fromEntries(kept))
}

/** A secret as it may stand in a header, in lower case. */
function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return []
  const bytes = String.fromCharCode(...new TextEncoder().encode(secret))
  const base64 = btoa(bytes).replace(/=+$/, '')
  const forms = [secret, bytes, encodeURIComponent(secret), base64, base64.replaceAll('+', '-').replaceAll('/', '_')]
  return forms.map((form) => form.toLowerCase())
}
