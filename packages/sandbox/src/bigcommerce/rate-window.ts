import type { RateLimit } from './store-fixture.ts'

/** What is left of a store's quota at one moment. */
export interface RateState {
  readonly limit: RateLimit
  readonly requestsLeft: number
  /** Until the window is over and the quota is full again. */
  readonly resetMs: number
}

export interface RateWindow {
  /** Counts one request; `exceeded` where the quota was spent before it. */
  count(nowMs: number): RateState & { readonly exceeded: boolean }
}

/** A fixed window that opens with the first request after the last one closed. */
export const rateWindow = (limit: RateLimit): RateWindow => {
  let startedMs = Number.NEGATIVE_INFINITY
  let used = 0
  return Object.freeze({
    count: (nowMs: number) => {
      if (nowMs - startedMs >= limit.windowMs) {
        startedMs = nowMs
        used = 0
      }
      const exceeded = used >= limit.requestsQuota
      if (!exceeded) used += 1
      return { limit, exceeded, requestsLeft: limit.requestsQuota - used, resetMs: startedMs + limit.windowMs - nowMs }
    },
  })
}

/** The headers every answer of a limited store has. https://developer.bigcommerce.com/api-docs/getting-started/api-rate-limits */
export const rateHeaders = ({ limit, requestsLeft, resetMs }: RateState): Readonly<Record<string, string>> => ({
  'X-Rate-Limit-Time-Window-Ms': String(limit.windowMs),
  'X-Rate-Limit-Time-Reset-Ms': String(Math.ceil(resetMs)),
  'X-Rate-Limit-Requests-Quota': String(limit.requestsQuota),
  'X-Rate-Limit-Requests-Left': String(requestsLeft),
})
