import type { RateLimit, StoreFixture } from './bigcommerce/store-fixture.ts'
import type { Fault, FaultOptions } from './faults/fault.ts'
import type { RecordedRequest } from './http/request-log.ts'
import type { OtherHost } from './other-host.ts'

export interface SandboxOptions {
  /** Port of `url` on 127.0.0.1. Default is any free one. */
  readonly port?: number
  /** Stores to serve besides the fixtures; see `storeFixture`. */
  readonly stores?: readonly StoreFixture[]
  /** Status for a token of another store, as the documentation gives both. Default is 401. */
  readonly wrongStoreStatus?: 401 | 403
  /** Decides when a rate-limit window is over and what `/v2/time` says. Default is the system's clock. */
  readonly clock?: () => Date
}

/** A running sandbox. It keeps its process alive until it is closed. */
export interface Sandbox {
  /** Host → URL to use in its place, for the `hosts` option of `openConnform`. */
  readonly hosts: Readonly<Record<string, string>>
  /** The stores it serves, with their credentials and what each shows. */
  readonly stores: readonly StoreFixture[]
  /** `http://127.0.0.1:PORT` of api.bigcommerce.com's stand-in, without a trailing slash. */
  readonly url: string
  /** Where the redirect fault leads. */
  readonly otherHost: OtherHost
  /** Every request to `hosts` so far, oldest first; those to the other host are kept there. */
  requests(): readonly RecordedRequest[]
  forgetRequests(): void
  /**
   * From the next request on, misbehaves towards a store (by its hash) or an API account (by its access token, which
   * goes first). Acts once token and store are known to be right; null ends it. Throws `TypeError` for a target
   * that is not served.
   */
  setFault(target: string, fault: Fault | null, options?: FaultOptions): void
  /** Gives a store another quota and an unspent window; null lifts the limit and its headers. Throws like `setFault`. */
  setRateLimit(hash: string, rateLimit: RateLimit | null): void
  /** Refuses an access token from the next request on, as if its API account were deleted. Throws like `setFault`. */
  revoke(accessToken: string): void
  /** Cuts every connection and frees the ports. May be called again. */
  close(): Promise<void>
}
