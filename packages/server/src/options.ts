import type { SealingKeys } from '@connform/vault/sealing'
import type { Connform, Principal } from 'connform'
import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { ProxyOptions } from './proxy/proxy-options.ts'

/** Says who a request comes from; undefined where it does not say, or what it says is not true. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal | undefined> | Principal | undefined

/** So many requests in so long a time. */
export interface RateLimit {
  readonly max: number
  readonly windowMs: number
}

/** Each limit, or false for none. */
export interface RateLimits {
  /** Of one principal. Default is 1,200 per minute. */
  readonly general?: RateLimit | false
  /** Of one tenant, for what asks a provider something: tests, saves that test, options. Default is 120 per minute. */
  readonly outgoing?: RateLimit | false
  /** Of one address, for login links. Default is 10 per minute. */
  readonly login?: RateLimit | false
  /** Of one address, for failed authentications. Default is 30 per minute. */
  readonly failure?: RateLimit | false
}

export interface PluginOptions {
  /** Whose connections are served: those of its tenant, and of others where a principal may. It is not closed. */
  readonly connform: Connform
  /** Where the routes lie. Default is `/api/v1`. */
  readonly prefix?: string
  /**
   * Who a request comes from. Default is connform's own API keys and sessions. A function of yours takes their place:
   * then sessions, their cookie and their token against forged requests are yours, too. False lets everybody be an
   * admin of every tenant, and is refused anywhere but on loopback.
   */
  readonly authenticate?: Authenticate | false
  /** Where people reach the server, such as `https://connform.example.com`. Default is what each request names. */
  readonly publicUrl?: string
  /** Host names that are answered besides loopback's; those of `publicUrl` are. Only where the server is on loopback. */
  readonly allowedHosts?: readonly string[]
  /** Bytes of a body. Default is 262,144. */
  readonly bodyLimitBytes?: number
  readonly rateLimits?: RateLimits
  /** What may be sent on through connections, and by whom. */
  readonly proxy?: ProxyOptions
  /** True lets everybody read `metrics`. Default is admins alone. */
  readonly metrics?: { readonly public: boolean }
  /** Keys that open sealed fields, shared by several processes. Default is keys of this process. They are not closed. */
  readonly sealing?: SealingKeys
  /** Aborted when the host is about to stop: `readyz` says no from then on, while requests are still taken. */
  readonly stopping?: AbortSignal
  /** How long requests in flight may go on once the server is closed. Default is 10,000 ms. */
  readonly closeTimeoutMs?: number
}

export interface ServerOptions extends Omit<PluginOptions, 'connform' | 'stopping'> {
  /** Options of pino, for a log of requests on stdout or a stream of yours. Default is no log. */
  readonly logger?: Exclude<FastifyServerOptions['logger'], boolean | undefined>
  /** A folder with a built console, answered at the root. */
  readonly consoleFolder?: string
  /** What of a proxy in front is believed, as Fastify takes it. Default is nothing. */
  readonly trustProxy?: NonNullable<FastifyServerOptions['trustProxy']>
}

export const DEFAULT_PREFIX = '/api/v1'
export const DEFAULT_BODY_LIMIT_BYTES = 262_144
export const DEFAULT_CLOSE_TIMEOUT_MS = 10_000

/** What holds where nothing else is said. */
export const defaultRateLimits: Readonly<Record<keyof RateLimits, RateLimit>> = Object.freeze({
  general: { max: 1200, windowMs: 60_000 },
  outgoing: { max: 120, windowMs: 60_000 },
  login: { max: 10, windowMs: 60_000 },
  failure: { max: 30, windowMs: 60_000 },
})
