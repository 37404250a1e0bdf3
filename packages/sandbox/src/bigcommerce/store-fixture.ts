import type { Fault } from '../faults/fault.ts'

/** A store-level API account of a fixture store. Its credentials open nothing but the sandbox. */
export interface TokenFixture {
  readonly accessToken: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the account may do, in words. */
  readonly label: string
  readonly scopes: readonly string[]
  /** Deleted in the control panel: refused from the start. */
  readonly revoked?: boolean
}

/** Requests all callers of a store may make together in one window. */
export interface RateLimit {
  readonly requestsQuota: number
  readonly windowMs: number
}

export type StorefrontStatus = 'LAUNCHED' | 'PRE_LAUNCH' | 'MAINTENANCE' | 'HIBERNATION'

export interface StoreFixture {
  readonly hash: string
  readonly name: string
  /** Primary domain of the storefront; reserved by RFC 2606, so that it never resolves. */
  readonly domain: string
  /** As the control panel shows it, `https://api.bigcommerce.com/stores/{hash}/v3/`. */
  readonly apiPath: string
  readonly status: 'live' | 'suspended'
  /** Where the GraphQL Storefront API of channel 1 is besides `store-{hash}`: the part before .mybigcommerce.com. */
  readonly subdomain: string | null
  /** What the storefront says of itself while it goes on answering. */
  readonly storefrontStatus: StorefrontStatus
  /** What trying the store shows, in one sentence. */
  readonly behaviour: string
  readonly plan: string
  /** Null for a plan without limits, whose answers have no rate-limit headers. */
  readonly rateLimit: RateLimit | null
  /** A store without products and orders. */
  readonly empty: boolean
  readonly tokens: readonly TokenFixture[]
  /** In force from the start, until `setFault` says otherwise. */
  readonly fault?: Fault
}

export type StoreTraits = Pick<StoreFixture, 'hash' | 'name' | 'behaviour' | 'tokens'> & Partial<StoreFixture>

/** Quota of the Pro plan: 60,000 requests an hour, counted per 30 seconds. */
const PRO: RateLimit = { requestsQuota: 450, windowMs: 30_000 }

/** A whole fixture from what sets the store apart; the rest is that of a live store on the Pro plan. */
export const storeFixture = (traits: StoreTraits): StoreFixture =>
  Object.freeze({
    domain: `${traits.hash}.example`,
    apiPath: `https://api.bigcommerce.com/stores/${traits.hash}/v3/`,
    status: 'live',
    subdomain: null,
    storefrontStatus: 'LAUNCHED',
    plan: 'Pro',
    rateLimit: PRO,
    empty: false,
    ...traits,
  })
