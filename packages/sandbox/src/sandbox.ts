import type { PimFixture, PimSettings } from './akeneo/pim-fixture.ts'
import type { AppFixture } from './bigcommerce/oauth/app-fixture.ts'
import type { SignedPayloadOptions } from './bigcommerce/oauth/signed-payload.ts'
import type { InstallOptions, StartedInstall } from './bigcommerce/oauth/start-install.ts'
import type { RateLimit, StoreFixture, StorefrontStatus } from './bigcommerce/store-fixture.ts'
import type { StorefrontTokenOptions } from './bigcommerce/storefront/issue-token.ts'
import type { Fault, FaultOptions } from './faults/fault.ts'
import type { RecordedRequest } from './http/request-log.ts'
import type { IssuedToken } from './issued-token.ts'
import type { OtherHost } from './other-host.ts'

export interface SandboxOptions {
  /** Port of `url` on 127.0.0.1. Default is any free one. */
  readonly port?: number
  /** Stores to serve besides the fixtures; see `storeFixture`. */
  readonly stores?: readonly StoreFixture[]
  /** Apps to register besides the fixtures; see `appFixture`, and `registerApp` for a port known only later. */
  readonly apps?: readonly AppFixture[]
  /** PIMs to serve besides the fixtures; see `pimFixture`. */
  readonly pims?: readonly PimFixture[]
  /** See `setTokenLifetime`. */
  readonly tokenLifetimeSeconds?: number
  /** Status for a token of another store, as the documentation gives both. Default is 401. */
  readonly wrongStoreStatus?: 401 | 403
  /** Decides when windows, codes and tokens are over and what `/v2/time` says. Default is the system's clock. */
  readonly clock?: () => Date
}

/** A running sandbox. It keeps its process alive until it is closed. */
export interface Sandbox extends BigCommerceControls, PimControls {
  /**
   * Host → URL to use in its place, for the `hosts` option of `openConnform`. Each storefront has an entry of its own;
   * `*.mybigcommerce.com`, the last of them, leads to no store unless the `Host` header names one.
   */
  readonly hosts: Readonly<Record<string, string>>
  /** `http://127.0.0.1:PORT` of api.bigcommerce.com's stand-in, without a trailing slash; other hosts are below it. */
  readonly url: string
  /** Where the redirect fault leads. */
  readonly otherHost: OtherHost
  /** Every request to `hosts` so far, oldest first; those to the other host are kept there. */
  requests(): readonly RecordedRequest[]
  forgetRequests(): void
  /** Every token given out so far, oldest first; none of the fixtures' own. */
  issued(): readonly IssuedToken[]
  /** No token given out from here on lasts longer, whatever is asked for; null lifts the cap. Refresh tokens are not capped. */
  setTokenLifetime(seconds: number | null): void
  /**
   * From the next request on, misbehaves towards a store (by its hash) or an API account (by its access token, which
   * goes first), once token and store are known to be right; or as a host, `login.bigcommerce.com` or a PIM's, towards
   * everyone. Null ends it. Throws `TypeError` for a target that is not served.
   */
  setFault(target: string, fault: Fault | null, options?: FaultOptions): void
  /** Refuses a token from the next request on, as if its API account or its grant were deleted. Throws like `setFault`. */
  revoke(token: string): void
  /** Cuts every connection and frees the ports. May be called again. */
  close(): Promise<void>
}

export interface BigCommerceControls {
  /** The stores it serves, with their credentials and what each shows. */
  readonly stores: readonly StoreFixture[]
  /** The registered apps, as they stand. */
  readonly apps: readonly AppFixture[]
  /**
   * Registers an app, or changes one; what is not given stays. Without `clientId`, the first fixture app is changed:
   * `registerApp({ redirectUris: [callbackUrl] })`. Throws `TypeError` for an app without credentials.
   */
  registerApp(traits: Partial<AppFixture>): AppFixture
  /** An install started in the store's control panel and approved there. Throws `TypeError` for what is not registered. */
  startInstall(options: InstallOptions): StartedInstall
  /** A `signed_payload_jwt` for `/load`, `/uninstall` or `/remove_user`. Throws like `startInstall`. */
  signedPayload(options: SignedPayloadOptions): string
  /**
   * A storefront, private or impersonation token as if made at any time, such as before storefront tokens were closed
   * to servers. Throws `TypeError` for a store that is not served.
   */
  issueStorefrontToken(options: StorefrontTokenOptions): string
  /** What a storefront says of itself in `site.settings.status`. Throws like `setRateLimit`. */
  setStorefrontStatus(hash: string, status: StorefrontStatus): void
  /** Gives a store another quota and an unspent window; null lifts the limit and its headers. Throws like `setFault`. */
  setRateLimit(hash: string, rateLimit: RateLimit | null): void
}

export interface PimControls {
  /** The PIMs it serves, as they stand, with the credentials of their one connection. */
  readonly pims: readonly PimFixture[]
  /** Changes a PIM from the next request on. Throws `TypeError` for a host that is not served. */
  changePim(host: string, changes: Partial<PimSettings>): PimFixture
}
