/// <reference path="./simple-oauth2-grants.d.ts" />
import type { HttpAnswer, HttpClient, HttpOptions, OAuth, TokenEndpoint, TokenResult } from '@connform/core'
import { readTokenAnswer } from './token-answer.ts'
import { tokenRequest } from './token-request.ts'

// The grants of simple-oauth2 are used over a client of our own, and so taken from where they lie, not from its main
// entry. What that entry puts around them no option of it turns off: an HTTP client that copies the agents it is given,
// knows no AbortSignal, and loses status and body of an answer that is empty or no object; logs that print credentials
// under DEBUG; and a check of its options that prints a client secret it does not like.

const config = { auth: { tokenPath: '', refreshPath: '' }, options: { scopeSeparator: ' ' } } as const

/** The library logs where a token has no expiry, and keeps whatever it is given, so any will do. */
const expired = { expires_at: 0 } as const

/** Ends in the answer to the one request that the grant makes. */
type Grant = (client: {
  request(path: string, parameters: Readonly<Record<string, string>>): Promise<{ answer: HttpAnswer }>
}) => Promise<{ readonly token: { readonly answer: HttpAnswer } }>

/** The grants of RFC 6749 over an HTTP client, which decides where they may go and how often. Frozen. */
export function createOAuth(http: HttpClient): OAuth {
  async function ask(endpoint: TokenEndpoint, grant: Grant, options: HttpOptions): Promise<TokenResult> {
    const { token } = await grant({
      request: async (_path, parameters) => ({
        ...expired,
        answer: await http(tokenRequest(endpoint, parameters), options),
      }),
    })
    return readTokenAnswer(token.answer)
  }

  return Object.freeze<OAuth>({
    async exchangeCode(endpoint, { code, redirectUri }, options) {
      const { default: AuthorizationCode } = await import('simple-oauth2/lib/authorization-code-grant-type.js')
      const parameters = {
        ...endpoint.parameters,
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
      }
      return ask(endpoint, (client) => new AuthorizationCode(config, client).getToken(parameters), options)
    },

    async passwordGrant(endpoint, { username, password }, options) {
      const { default: OwnerPassword } = await import('simple-oauth2/lib/resource-owner-password-grant-type.js')
      const parameters = {
        ...endpoint.parameters,
        grant_type: 'password',
        username,
        password: password.reveal(),
      }
      return ask(endpoint, (client) => new OwnerPassword(config, client).getToken(parameters), options)
    },

    async refresh(endpoint, refreshToken, options) {
      const { default: AuthorizationCode } = await import('simple-oauth2/lib/authorization-code-grant-type.js')
      const old = { ...expired, refresh_token: refreshToken.reveal() }
      const parameters = { ...endpoint.parameters, grant_type: 'refresh_token' }
      const result = await ask(
        endpoint,
        (client) => new AuthorizationCode(config, client).createToken(old).refresh(parameters),
        options,
      )
      if (!result.ok || result.token.refreshToken) return result
      // The library means to keep it and loses it: it copies a member that its token never has.
      return Object.freeze({ ok: true, token: Object.freeze({ ...result.token, refreshToken }) })
    },
  })
}
