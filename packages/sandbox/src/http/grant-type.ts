import { bodyFields } from './body-fields.ts'
import type { ApiRequest } from './read-request.ts'

const grantTypes: readonly string[] = ['authorization_code', 'client_credentials', 'password', 'refresh_token']

/** The grant type a token request asks for, or null where it is none that is known: a misplaced secret, perhaps. */
export const grantTypeOf = (request: ApiRequest): string | null => {
  const grantType = bodyFields(request)?.get('grant_type') ?? ''
  return grantTypes.includes(grantType) ? grantType : null
}
