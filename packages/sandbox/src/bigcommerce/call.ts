import type { ApiRequest } from '../http/read-request.ts'
import type { TokenLedger } from '../token-ledger.ts'
import type { Route } from './routes.ts'
import type { StoreFixture, TokenFixture } from './store-fixture.ts'
import type { StoreRecords } from './store-records.ts'
import type { StorefrontTokens } from './storefront/storefront-tokens.ts'

/** A request whose route is known; who asks, and for which store, is still to be found out. */
export interface Call {
  readonly request: ApiRequest
  readonly route: Route
  /** The store hash as it stands in the path, right or wrong. */
  readonly hash: string
  /** Below the store, for example `/v2/time`. */
  readonly path: string
  /** The route's placeholders. */
  readonly parameters: Readonly<Record<string, string>>
  /** Null where the header is missing. */
  readonly accessToken: string | null
}

/** A call that has passed the gateway. */
export interface AuthorisedCall extends Call {
  readonly store: StoreFixture
  readonly token: TokenFixture
  readonly records: StoreRecords
  readonly now: Date
  readonly storefrontTokens: StorefrontTokens
  readonly ledger: TokenLedger
}
