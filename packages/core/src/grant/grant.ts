import type { Secret } from '../secret.ts'
import type { Failure } from '../test/read-answer.ts'

/** A token that a provider issued for one connection, opened. */
export interface Grant {
  readonly accessToken: Secret
  readonly refreshToken?: Secret
  /** ISO 8601; null where the token does not expire. */
  readonly expiresAt: string | null
  /** As granted; null where the provider does not say. */
  readonly scopes: readonly string[] | null
  readonly issuedAt: string
}

/** A grant, or why there is none. */
export type GrantOutcome =
  | {
      readonly ok: true
      readonly grant: Grant
      /** Other members of the answer, such as the account the token is for. */
      readonly extra: Readonly<Record<string, unknown>>
    }
  | { readonly ok: false; readonly failure: Failure; readonly httpStatus?: number }
