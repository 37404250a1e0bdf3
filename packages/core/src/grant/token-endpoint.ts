import type { TokenEndpointRules } from '../definition.ts'
import type { Clock, Credentials, HttpOptions, IssuedToken, OAuth, TokenEndpoint, TokenResult } from '../ports.ts'
import { Secret } from '../secret.ts'
import { fillTemplate, fillUrlTemplate } from '../text/template.ts'
import { allowedHosts } from './allowed-hosts.ts'
import type { Grant, GrantOutcome } from './grant.ts'
import { orTransportFailure, refusal } from './refusal.ts'

/** What asking for a token takes from outside. */
export interface TokenContext {
  readonly oauth: OAuth
  readonly clock: Clock
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const TOKEN_TIMEOUT_MS = 20_000
/** 256 KiB, written out: bundlers leave a product in where nothing uses it. */
const MAX_ANSWER_BYTES = 262_144

/** A client's ID and secret as the endpoint wants them. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: Secret
}

/** The endpoint of a definition's rules, for one connection and client. */
export function tokenEndpoint(
  rules: TokenEndpointRules,
  client: ClientCredentials,
  values: Credentials['values'],
): TokenEndpoint {
  const { clientAuthentication, bodyFormat } = rules
  return { url: fillUrlTemplate(rules.tokenUrl, values), ...client, clientAuthentication, bodyFormat }
}

/** The bounds of a token request. */
export function tokenOptions(
  rules: TokenEndpointRules,
  values: Credentials['values'],
  context: TokenContext,
): HttpOptions {
  return {
    allowedHosts: allowedHosts(rules.allowedHosts, values),
    timeoutMs: context.timeoutMs ?? TOKEN_TIMEOUT_MS,
    maxAnswerBytes: MAX_ANSWER_BYTES,
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  }
}

/** A template over values and secrets, as a secret. */
export function fillSecret(template: string, { values, secrets }: Credentials): Secret {
  return new Secret(
    fillTemplate(template, (name) => {
      const secret = Object.hasOwn(secrets, name) ? secrets[name]?.reveal() : undefined
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      return secret ?? (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
    }),
  )
}

/** Asks, and reads the answer as a grant or by the table of refusals. */
export function grantFrom(
  rules: TokenEndpointRules,
  context: TokenContext,
  ask: () => Promise<TokenResult>,
): Promise<GrantOutcome> {
  return orTransportFailure(async () => {
    const askedAt = context.clock()
    const result = await ask()
    if (!result.ok) return refusal(rules.answers, result.answer)
    return { ok: true, grant: toGrant(result.token, askedAt), extra: result.token.extra }
  })
}

/** The lifetime counts from before the request, so that a slow answer makes the token seem older, never younger. */
function toGrant(token: IssuedToken, askedAt: Date): Grant {
  const { accessToken, refreshToken, expiresInSeconds, scopes } = token
  const endsAt = new Date(askedAt.getTime() + (expiresInSeconds ?? Number.NaN) * 1000)
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    // Not said, or later than any moment that can be named.
    expiresAt: Number.isNaN(endsAt.getTime()) ? null : endsAt.toISOString(),
    scopes: scopes ?? null,
    issuedAt: askedAt.toISOString(),
  }
}
