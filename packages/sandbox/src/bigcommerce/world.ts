import type { FaultBoard } from '../faults/fault-board.ts'
import type { TokenLedger } from '../token-ledger.ts'
import type { Apps } from './oauth/apps.ts'
import { type Codes, createCodes } from './oauth/codes.ts'
import type { RateWindow } from './rate-window.ts'
import { rateWindow } from './rate-window.ts'
import type { StoreFixture, StorefrontStatus, TokenFixture } from './store-fixture.ts'
import { type StoreRecords, storeRecords } from './store-records.ts'
import { createStorefrontTokens, type StorefrontTokens } from './storefront/storefront-tokens.ts'

/** All that changes while the sandbox runs, and what it started from. */
export interface World {
  readonly stores: ReadonlyMap<string, StoreFixture>
  /** Access token → its API account and the store it belongs to. */
  readonly tokens: Map<string, { readonly token: TokenFixture; readonly store: StoreFixture }>
  /** Access tokens that are refused. */
  readonly revoked: Set<string>
  /** Store hash → its quota; none for a plan without limits. */
  readonly rateWindows: Map<string, RateWindow>
  readonly records: ReadonlyMap<string, StoreRecords>
  readonly apps: Apps
  readonly codes: Codes
  /** What was given out since the start: app tokens and storefront tokens. */
  readonly ledger: TokenLedger
  readonly storefrontTokens: StorefrontTokens
  /** Store hash → what its storefront says of itself. */
  readonly storefrontStatuses: Map<string, StorefrontStatus>
  readonly faults: FaultBoard
  readonly clock: () => Date
  readonly wrongStoreStatus: 401 | 403
  /** Where the redirect fault leads, without a trailing slash. */
  readonly otherHostUrl: string
}

export type WorldParts = Pick<World, 'apps' | 'ledger' | 'faults' | 'clock' | 'wrongStoreStatus' | 'otherHostUrl'>

/** Throws where two stores share a hash or two accounts share a token. */
export const createWorld = (stores: readonly StoreFixture[], parts: WorldParts): World => {
  const accounts = stores.flatMap((store) => store.tokens.map((token) => ({ token, store })))
  const world: World = {
    ...parts,
    stores: new Map(stores.map((store) => [store.hash, store])),
    tokens: new Map(accounts.map((account) => [account.token.accessToken, account])),
    revoked: new Set(accounts.filter(({ token }) => token.revoked).map(({ token }) => token.accessToken)),
    rateWindows: new Map(
      stores.flatMap(({ hash, rateLimit }) => (rateLimit ? [[hash, rateWindow(rateLimit)] as const] : [])),
    ),
    records: new Map(stores.map((store) => [store.hash, storeRecords(store)])),
    codes: createCodes(parts.clock),
    storefrontTokens: createStorefrontTokens(parts.ledger),
    storefrontStatuses: new Map(stores.map(({ hash, storefrontStatus }) => [hash, storefrontStatus])),
  }
  if (world.stores.size !== stores.length) throw new TypeError('Two fixture stores share a hash.')
  if (world.tokens.size !== accounts.length) throw new TypeError('Two fixture API accounts share an access token.')
  for (const { hash, fault } of stores) if (fault) parts.faults.set(hash, fault)
  return world
}

/** Whether `accessToken` is good for the store. */
export const isTokenRight = (world: World, accessToken: string | undefined, hash: string | undefined): boolean =>
  accessToken !== undefined && !world.revoked.has(accessToken) && world.tokens.get(accessToken)?.store.hash === hash
