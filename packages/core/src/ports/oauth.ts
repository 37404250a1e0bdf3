import type { Secret } from '../secret.ts'
import type { HttpAnswer, HttpOptions } from './http.ts'

/** A token endpoint and the client that asks it. */
export interface TokenEndpoint {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: Secret
  /** Where the client's credentials stand: in the body, or as HTTP Basic. RFC 6749 section 2.3.1 */
  readonly clientAuthentication: 'body' | 'basic'
  readonly bodyFormat: 'form' | 'json'
  /** Sent besides what the grant asks for, such as a provider's `context`. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** What a token endpoint gave. */
export interface IssuedToken {
  readonly accessToken: Secret
  readonly refreshToken?: Secret
  /** From the moment of the answer; absent where the token does not expire. */
  readonly expiresInSeconds?: number
  /** As granted; absent where the endpoint does not say. */
  readonly scopes?: readonly string[]
  /** The answer's other members, none of them a token. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A token, or the answer that refused one; its body is for reading a cause out of it, not for showing. */
export type TokenResult =
  | { readonly ok: true; readonly token: IssuedToken }
  | { readonly ok: false; readonly answer: HttpAnswer }

/** The grants of RFC 6749, through the same door as every request. Each rejects with `TransportError` like {@link HttpClient}. */
export interface OAuth {
  /** Section 4.1.3. */
  exchangeCode(
    endpoint: TokenEndpoint,
    grant: { readonly code: string; readonly redirectUri: string },
    options: HttpOptions,
  ): Promise<TokenResult>
  /** Section 4.3.2. */
  passwordGrant(
    endpoint: TokenEndpoint,
    grant: { readonly username: string; readonly password: Secret },
    options: HttpOptions,
  ): Promise<TokenResult>
  /** Section 6. An answer without a new refresh token keeps the old one. */
  refresh(endpoint: TokenEndpoint, refreshToken: Secret, options: HttpOptions): Promise<TokenResult>
}
