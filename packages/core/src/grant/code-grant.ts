import type { AuthorizationCodeAuth } from '../definition.ts'
import type { Credentials } from '../ports.ts'
import type { Secret } from '../secret.ts'
import type { GrantOutcome } from './grant.ts'
import { type ClientCredentials, grantFrom, type TokenContext, tokenEndpoint, tokenOptions } from './token-endpoint.ts'

/** What came back with the callback, and for whom. */
export interface CodeExchange {
  readonly client: ClientCredentials
  readonly redirectUri: string
  /** The parameters of the callback. */
  readonly callback: Readonly<Record<string, string>>
  readonly values: Credentials['values']
}

/** Exchanges the code of a callback for a token; the parameters the definition names are repeated. RFC 6749 section 4.1.3 */
export function exchangeCode(
  method: AuthorizationCodeAuth,
  { client, redirectUri, callback, values }: CodeExchange,
  context: TokenContext,
): Promise<GrantOutcome> {
  const parameters: Record<string, string> = {}
  for (const name of method.callbackParameters) {
    const value = Object.hasOwn(callback, name) ? callback[name] : undefined
    if (name !== 'code' && value !== undefined) parameters[name] = value
  }
  const endpoint = { ...tokenEndpoint(method, client, values), parameters }
  const grant = { code: callback['code'] ?? '', redirectUri }
  const options = tokenOptions(method, values, context)
  return grantFrom(method, context, () => context.oauth.exchangeCode(endpoint, grant, options))
}

/** What a granted token is renewed with. */
export interface CodeRefresh {
  readonly client: ClientCredentials
  readonly refreshToken: Secret
  readonly values: Credentials['values']
}

/** Renews such a token without the person who granted it. RFC 6749 section 6 */
export function refreshCodeGrant(
  method: AuthorizationCodeAuth,
  { client, refreshToken, values }: CodeRefresh,
  context: TokenContext,
): Promise<GrantOutcome> {
  const endpoint = tokenEndpoint(method, client, values)
  const options = tokenOptions(method, values, context)
  return grantFrom(method, context, () => context.oauth.refresh(endpoint, refreshToken, options))
}
