import { setTimeout as pause } from 'node:timers/promises'
import {
  type Clock,
  ConnformError,
  type HttpAnswer,
  type HttpClient,
  type HttpOptions,
  type HttpRequest,
} from '@connform/core'
import { closeAgents, createAgents } from './agents.ts'
import { createAddressCheck } from './blocked-addresses.ts'
import { checkedLookup, type Resolve, resolveBySystem } from './checked-lookup.ts'
import { exchange } from './exchange.ts'
import { transportError } from './failure.ts'
import { readRequest } from './request-parts.ts'
import { retryWaitMs } from './retry.ts'
import { findTarget, readOverrides } from './target.ts'
import { version } from './version.ts'

const defaultTimeoutMs = 30_000
const defaultMaxAnswerBytes = 5 * 1024 * 1024
const defaultMaxWaitMs = 60_000

export interface TransportOptions {
  /**
   * Host, or `*.` pattern, → base URL its requests go to instead, for a sandbox or for staging:
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

/** The one door to the network. */
export interface Transport {
  readonly request: HttpClient
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
  // Kept apart, so that a connection to an overridden host is never taken for a checked one.
  const checkedAgents = createAgents(checkedLookup(options.resolve ?? resolveBySystem, isBlocked))
  const overriddenAgents = createAgents()
  const closing = new AbortController()

  async function request(asked: HttpRequest, { allowedHosts, ...limits }: HttpOptions): Promise<HttpAnswer> {
    if (closing.signal.aborted) throw new ConnformError('ERR_CLOSED', 'The transport was closed.')
    const target = findTarget(asked.url, { allowedHosts, overrides, isBlocked })
    const parts = readRequest(asked, userAgent)
    const signal = limits.signal ? AbortSignal.any([closing.signal, limits.signal]) : closing.signal
    const endsAt = performance.now() + (limits.timeoutMs ?? defaultTimeoutMs)
    const timeLeftMs = () => endsAt - performance.now()
    const exchangeLimits = {
      agents: target.overridden ? overriddenAgents : checkedAgents,
      timeLeftMs,
      maxAnswerBytes: limits.maxAnswerBytes ?? defaultMaxAnswerBytes,
      signal,
    }
    for (let index = 0; ; index += 1) {
      const answer = await exchange(target, parts, exchangeLimits)
      const waitMs = limits.retry && retryWaitMs({ method: parts.method, index }, answer, limits.retry, tools)
      if (waitMs === undefined || waitMs > (limits.maxWaitMs ?? defaultMaxWaitMs) || waitMs >= timeLeftMs())
        return answer
      await waitFor(waitMs, target.host, signal)
    }
  }

  return Object.freeze({
    request,
    close: () => {
      closing.abort()
      closeAgents(checkedAgents)
      closeAgents(overriddenAgents)
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
