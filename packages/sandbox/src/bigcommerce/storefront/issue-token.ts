import type { World } from '../world.ts'
import type { StorefrontTokenKind } from './claims.ts'

export interface StorefrontTokenOptions {
  readonly hash: string
  /** Default is `storefront`. */
  readonly kind?: StorefrontTokenKind
  /** Default is channel 1 alone. */
  readonly channelIds?: readonly number[]
  /** Of a private token. Default is `Unauthenticated`. */
  readonly scopes?: readonly string[]
  /** Default is none. */
  readonly allowedCorsOrigins?: readonly string[]
  /** Default is the present moment, by the sandbox's clock. */
  readonly issuedAt?: Date
  /** Default is a year after `issuedAt`. Not capped. */
  readonly expiresAt?: Date
}

const YEAR_MS = 31_536_000_000

/** A token as if it had been made at `issuedAt`, whatever is refused today. Throws `TypeError` for a store not served. */
export const issueStorefrontToken = (options: StorefrontTokenOptions, world: World): string => {
  const { hash, kind = 'storefront', channelIds = [1], scopes, allowedCorsOrigins = [] } = options
  const { issuedAt = world.clock() } = options
  const { expiresAt = new Date(issuedAt.getTime() + YEAR_MS) } = options
  const store = world.stores.get(hash)
  if (!store) throw new TypeError('The sandbox serves no such store; see `sandbox.stores`.')
  return world.storefrontTokens.issue({
    kind,
    store,
    channelIds,
    scopes: scopes ?? (kind === 'private' ? ['Unauthenticated'] : []),
    allowedCorsOrigins,
    clientId: store.tokens[0]?.clientId ?? 'BC',
    issuedAt,
    expiresAt: Math.floor(expiresAt.getTime() / 1000),
  })
}
