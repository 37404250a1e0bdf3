import type { PasswordGrantAuth } from '../definition.ts'
import type { Credentials } from '../ports.ts'
import type { Secret } from '../secret.ts'
import type { GrantOutcome } from './grant.ts'
import { fillSecret, grantFrom, type TokenContext, tokenEndpoint, tokenOptions } from './token-endpoint.ts'

const endpointOf = (method: PasswordGrantAuth, credentials: Credentials) =>
  tokenEndpoint(
    method,
    {
      clientId: fillSecret(method.clientId, credentials).reveal(),
      clientSecret: fillSecret(method.clientSecret, credentials),
    },
    credentials.values,
  )

/** Gets a token for the username and password of a form. RFC 6749 section 4.3 */
export function passwordGrant(
  method: PasswordGrantAuth,
  credentials: Credentials,
  context: TokenContext,
): Promise<GrantOutcome> {
  const grant = {
    username: fillSecret(method.username, credentials).reveal(),
    password: fillSecret(method.password, credentials),
  }
  const options = tokenOptions(method, credentials.values, context)
  return grantFrom(method, context, () => context.oauth.passwordGrant(endpointOf(method, credentials), grant, options))
}

/** Renews such a token without the password. RFC 6749 section 6 */
export function refreshGrant(
  method: PasswordGrantAuth,
  { credentials, refreshToken }: { readonly credentials: Credentials; readonly refreshToken: Secret },
  context: TokenContext,
): Promise<GrantOutcome> {
  const options = tokenOptions(method, credentials.values, context)
  return grantFrom(method, context, () => context.oauth.refresh(endpointOf(method, credentials), refreshToken, options))
}
