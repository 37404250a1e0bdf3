import { createSigningKey } from '../../jwt/signing-key.ts'
import type { TokenLedger } from '../../token-ledger.ts'
import { numericId } from '../content/store-information.ts'
import type { StoreFixture } from '../store-fixture.ts'
import { API_ACCOUNT_SUB_TYPE, type StorefrontClaims, type StorefrontTokenKind, tokenTypes } from './claims.ts'

interface StorefrontTokenTraits {
  readonly kind: StorefrontTokenKind
  readonly store: StoreFixture
  readonly channelIds: readonly number[]
  /** Of a private token; empty for the other kinds. */
  readonly scopes: readonly string[]
  readonly allowedCorsOrigins: readonly string[]
  /** Client ID of the API account that makes it. */
  readonly clientId: string
  readonly issuedAt: Date
  /** Unix seconds. */
  readonly expiresAt: number
}

/** Makes tokens of the GraphQL Storefront API and knows its own. */
export interface StorefrontTokens {
  issue(traits: StorefrontTokenTraits): string
  /** Whether this sandbox signed it. */
  made(jwt: string): boolean
}

export const createStorefrontTokens = (ledger: TokenLedger): StorefrontTokens => {
  const key = createSigningKey()
  return Object.freeze({
    issue: ({ kind, store, channelIds, scopes, allowedCorsOrigins, clientId, issuedAt, expiresAt }) => {
      const claims: StorefrontClaims = {
        cid: channelIds,
        cors: allowedCorsOrigins,
        eat: expiresAt,
        iat: Math.floor(issuedAt.getTime() / 1000),
        iss: 'BC',
        jti: crypto.randomUUID(),
        sid: numericId(store.hash),
        sub: clientId,
        sub_type: API_ACCOUNT_SUB_TYPE,
        token_type: tokenTypes[kind],
      }
      const token = key.sign({ ...claims })
      ledger.add({
        kind,
        token,
        owner: store.hash,
        channelIds,
        scopes,
        issuedAt,
        expiresAt: new Date(expiresAt * 1000),
      })
      return token
    },
    made: key.made,
  } satisfies StorefrontTokens)
}
