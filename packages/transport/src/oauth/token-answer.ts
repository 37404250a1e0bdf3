import { type HttpAnswer, type IssuedToken, Secret, type TokenResult } from '@connform/core'

type Members = Readonly<Record<string, unknown>>

/** Members an issued token has under names of its own. */
const namedMembers = new Set(['expires_in', 'scope'])

/** A member with such a name holds a credential, at any depth: `access_token`, `id_token`, `client_secret`. */
const credentialName = /(token|secret|password)$/i

/**
 * Reads what a token endpoint answered. RFC 6749 sections 5.1 and 5.2, read generously: `token_type` and `expires_in`
 * may be missing, and a failure may come with any status and with any text as its `error`. Anything but a JSON object
 * with an access token and without an `error` counts as a refusal.
 */
export function readTokenAnswer(answer: HttpAnswer): TokenResult {
  const members = answer.status >= 200 && answer.status < 300 ? readMembers(answer.body) : undefined
  const accessToken = members && !members.error ? readSecret(members.access_token) : undefined
  if (members === undefined || accessToken === undefined) return Object.freeze({ ok: false, answer })
  return Object.freeze({ ok: true, token: Object.freeze(issuedToken(accessToken, members)) })
}

function issuedToken(accessToken: Secret, members: Members): IssuedToken {
  const refreshToken = readSecret(members.refresh_token)
  const expiresInSeconds = readSeconds(members.expires_in)
  const scopes = readScopes(members.scope)
  return {
    accessToken,
    ...(refreshToken && { refreshToken }),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(scopes && { scopes }),
    extra: Object.freeze(Object.fromEntries(Object.entries(members).flatMap(otherMember))),
  }
}

function readMembers(body: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isMembers(value) ? value : undefined
  } catch {
    return undefined
  }
}

function readSecret(value: unknown): Secret | undefined {
  return typeof value === 'string' && value !== '' ? new Secret(value) : undefined
}

/** A number, or the same as text. */
function readSeconds(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.trim() : ''
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}

/** Separated by spaces (RFC 6749 section 3.3) or, at some endpoints, by commas. */
function readScopes(value: unknown): readonly string[] | undefined {
  const scopes = typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : []
  return scopes.length > 0 ? Object.freeze(scopes) : undefined
}

function otherMember([name, value]: [string, unknown]): [string, unknown][] {
  return namedMembers.has(name) || credentialName.test(name) ? [] : [[name, withoutCredentials(value)]]
}

function withoutCredentials(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCredentials)
  if (!isMembers(value)) return value
  const kept = Object.entries(value).filter(([name]) => !credentialName.test(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutCredentials(inner)]))
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
