import type { OutgoingHttpHeader } from 'node:http'

type Headers = Readonly<Record<string, string>>
type OwnHeaders = Readonly<Record<string, OutgoingHttpHeader | undefined>>

/** On a refusal of connform itself, its code; never on an answer of the provider. */
export const ERROR_HEADER = 'x-connform-error'

/** Where a provider's request id goes, for `x-request-id` is that of connform on every answer. */
const UPSTREAM_ID_HEADER = 'x-upstream-request-id'

/** Of a request, what is said to connform, and what makes another method of the one that was allowed. */
const notAsked: readonly RegExp[] = [
  /^x-connform-/,
  /^x-csrf-token$/,
  /^x-(?:http-)?method(?:-override)?$/,
  // Said by a browser, of the page it shows.
  /^origin$/,
  /^referer$/,
  /^sec-/,
]

/** Of an answer, what a browser or a cache would take for the word of this server about itself. */
const notAnswered: readonly RegExp[] = [
  /^x-connform-/,
  /^x-upstream-request-id$/,
  /^access-control-/,
  /^alt-svc$/,
  /^clear-site-data$/,
  /^cross-origin-/,
  /^content-security-policy/,
  /^nel$/,
  /^origin-agent-cluster$/,
  /^permissions-policy$/,
  /^public-key-pins/,
  /^refresh$/,
  /^report-to$/,
  /^reporting-endpoints$/,
  /^service-worker-allowed$/,
  /^strict-transport-security$/,
]

/**
 * The headers of a request that are meant for the provider, several values of one joined by a comma (RFC 9110 §5.3).
 *
 * @param raw names and values in turn, as Node gives them
 */
export function askedHeaders(raw: readonly string[]): Headers {
  const headers = new Map<string, string>()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? ''
    const value = raw[at + 1] ?? ''
    const before = headers.get(name)
    if (!isOneOf(notAsked, name)) headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(headers)
}

/**
 * The headers of a provider's answer as this server sends them, under its own. It is data: no browser shows it as a page
 * of this origin, runs it, guesses its type or keeps it.
 *
 * @param own what this server says on every answer
 */
export function passedHeaders(provider: Headers, own: OwnHeaders): OwnHeaders {
  const { 'x-request-id': upstreamId, ...others } = provider
  const passed = Object.entries(others).filter(([name]) => !isOneOf(notAnswered, name))
  return {
    'content-disposition': 'attachment',
    ...Object.fromEntries(passed),
    ...own,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    ...(upstreamId === undefined ? {} : { [UPSTREAM_ID_HEADER]: upstreamId }),
  }
}

const isOneOf = (patterns: readonly RegExp[], name: string): boolean => patterns.some((pattern) => pattern.test(name))
