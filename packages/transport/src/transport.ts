import { setTimeout as pause } from 'node:timers/promises'
import {
  type Clock,
  ConnformError,
  type HttpAnswer,
  type HttpClient,
  type HttpOptions,
  type HttpRequest,
  type HttpStreamAnswer,
  type HttpStreamClient,
  type HttpStreamOptions,
  type HttpStreamRequest,
  type OAuth,
} from '@connform/core'
import { type Agents, closeAgents, createAgents } from './agents.ts'
import { createAddressCheck } from './blocked-addresses.ts'
import { checkedLookup, type Resolve, resolveBySystem } from './checked-lookup.ts'
import { exchange } from './exchange.ts'
import { transportError } from './failure.ts'
import { createOAuth } from './oauth/create-oauth.ts'
import { readRequest } from './request-parts.ts'
import { retryWaitMs, tokenRetryWaitMs } from './retry.ts'
import { isRepeatable, streamExchange } from './stream/stream-exchange.ts'
import { findTarget, readOverrides } from './target.ts'
import { version } from './version.ts'

const defaultTimeoutMs = 30_000
const defaultMaxAnswerBytes = 5 * 1024 * 1024
const defaultMaxWaitMs = 60_000
const defaultHeadersTimeoutMs = 60_000
const defaultIdleTimeoutMs = 60_000

export interface TransportOptions {
  /**
   * Host, or `*.` pattern (whose requests carry the host asked for in `Host`), → base URL its requests go to instead, for a sandbox or for staging:
   * `{ 'api.example.com': 'http://127.0.0.1:8080/prefix' }`. Such a base URL is configuration, so it may have any
   * scheme, port and address; a host that is not listed is asked over https at public addresses alone.
   */
  readonly hosts?: Readonly<Record<string, string>>
  /** Default is `connform/` and the version. A request's own `User-Agent` header wins. */
  readonly userAgent?: string
  /** For waits that an answer gives as a date. Default is the system's. */
  readonly clock?: Clock
  /** Finds the addresses of hosts that are not overridden. Default asks the operating system. */
  readonly resolve?: Resolve
}

/** What differs between kinds of requests. */
interface Manner {
  /** Kept apart, so that a connection to an overridden host is never taken for a checked one. */
  readonly agents: { readonly checked: Agents; readonly overridden: Agents }
  readonly retryWaitMs: typeof retryWaitMs
}

/** The one door to the network. */
export interface Transport {
  readonly request: HttpClient
  /**
   * The same door for bodies of any size: both go through as they come, and as they are. A body that cannot be sent
   * again goes over a connection of its own, because one left open may turn out to be closed.
   */
  readonly stream: HttpStreamClient
  /**
   * Grants of OAuth 2.0, under the rules and options of every other request, and stricter in two ways. Each goes over
   * a connection of its own, because one left open may turn out to be closed when it is too late to tell whether the
   * request arrived. And it is sent again only after 429 with a wait header that `retry` names. An answer that refuses
   * is returned, not thrown.
   */
  readonly oauth: OAuth
  /** Closes idle connections and ends what is under way with reason `aborted`. */
  close(): void
}

/**
 * Opens the door. Requests go to allowed hosts only, over https, to public addresses that were checked when they
 * were resolved; redirects are handed back; time, size and repetition are bounded by each call's options.
 * Throws `ERR_OPTION_INVALID` for an override that is no base URL. A request rejects with `TransportError`, or
 * with `ERR_OPTION_INVALID` where HTTP does not allow it, or with `ERR_CLOSED`.
 */
export function createTransport(options: TransportOptions = {}): Transport {
  const overrides = readOverrides(options.hosts ?? {})
  const isBlocked = createAddressCheck()
  const userAgent = options.userAgent ?? `connform/${version}`
  const tools = { clock: options.clock ?? (() => new Date()), random: Math.random }
  const lookup = checkedLookup(options.resolve ?? resolveBySystem, isBlocked)
  const createManner = (keepAlive: boolean, waitMs: typeof retryWaitMs): Manner => ({
    agents: { checked: createAgents({ keepAlive, lookup }), overridden: createAgents({ keepAlive }) },
    retryWaitMs: waitMs,
  })
  const manners = { request: createManner(true, retryWaitMs), token: createManner(false, tokenRetryWaitMs) }
  const closing = new AbortController()

  async function send(
    manner: Manner,
    asked: HttpRequest,
    { allowedHosts, ...limits }: HttpOptions,
  ): Promise<HttpAnswer> {
    if (closing.signal.aborted) throw new ConnformError('ERR_CLOSED', 'The transport was closed.')
    const target = findTarget(asked.url, { allowedHosts, overrides, isBlocked })
    const parts = readRequest(asked, userAgent)
    // Not where the caller has none: to listen to a signal costs got a tenth of a request.
    const signal = limits.signal && AbortSignal.any([closing.signal, limits.signal])
    const endsAt = performance.now() + (limits.timeoutMs ?? defaultTimeoutMs)
    const timeLeftMs = () => endsAt - performance.now()
    const exchangeLimits = {
      agents: target.overridden ? manner.agents.overridden : manner.agents.checked,
      timeLeftMs,
      maxAnswerBytes: limits.maxAnswerBytes ?? defaultMaxAnswerBytes,
      ...(signal && { signal }),
      isAborted: () => (signal ?? closing.signal).aborted,
    }
    for (let index = 0; ; index += 1) {
      const answer = await exchange(target, parts, exchangeLimits)
      const waitMs = limits.retry && manner.retryWaitMs({ method: parts.method, index }, answer, limits.retry, tools)
      if (waitMs === undefined || waitMs > (limits.maxWaitMs ?? defaultMaxWaitMs) || waitMs >= timeLeftMs())
        return answer
      await waitFor(waitMs, target.host, signal ?? closing.signal)
    }
  }

  async function stream(asked: HttpStreamRequest, limits: HttpStreamOptions): Promise<HttpStreamAnswer> {
    if (closing.signal.aborted) throw new ConnformError('ERR_CLOSED', 'The transport was closed.')
    const target = findTarget(asked.url, { allowedHosts: limits.allowedHosts, overrides, isBlocked })
    const parts = readRequest(asked, userAgent)
    const { agents } = isRepeatable(parts.body) ? manners.request : manners.token
    const signal = limits.signal ? AbortSignal.any([closing.signal, limits.signal]) : closing.signal
    const exchangeLimits = {
      agents: target.overridden ? agents.overridden : agents.checked,
      bodyBytes: asked.bodyBytes,
      headersTimeoutMs: limits.headersTimeoutMs ?? defaultHeadersTimeoutMs,
      idleTimeoutMs: limits.idleTimeoutMs ?? defaultIdleTimeoutMs,
      maxAnswerBytes: limits.maxAnswerBytes ?? Number.POSITIVE_INFINITY,
      signal,
    }
    for (let index = 0; ; index += 1) {
      const answer = await streamExchange(target, parts, exchangeLimits)
      const waitMs = limits.retry && retryWaitMs({ method: parts.method, index }, answer, limits.retry, tools)
      if (waitMs === undefined || waitMs > (limits.maxWaitMs ?? defaultMaxWaitMs) || !isRepeatable(parts.body))
        return answer
      await answer.body[Symbol.asyncIterator]().return?.()
      await waitFor(waitMs, target.host, signal)
    }
  }

  return Object.freeze<Transport>({
    stream,
    request: (asked, limits) => send(manners.request, asked, limits),
    oauth: createOAuth((asked, limits) => send(manners.token, asked, limits)),
    close: () => {
      closing.abort()
      for (const { agents } of Object.values(manners)) {
        closeAgents(agents.checked)
        closeAgents(agents.overridden)
      }
    },
  })
}

async function waitFor(waitMs: number, host: string, signal: AbortSignal): Promise<void> {
  try {
    await pause(waitMs, undefined, { signal })
  } catch {
    throw transportError('aborted', host)
  }
}
