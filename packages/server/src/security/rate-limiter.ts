import type { FastifyInstance, FastifyRequest } from 'fastify'
import { defaultRateLimits, type RateLimits } from '../options.ts'
import { HttpProblem } from '../problems/http-problem.ts'
import { stateOf } from '../requests/request-state.ts'

/** Counts a request against a limit, and throws where there were too many. */
export type RateLimiter = (request: FastifyRequest, limit: keyof RateLimits) => Promise<void>

/** Whose requests count together, and what is said to them. */
const rows: Readonly<Record<keyof RateLimits, { key(request: FastifyRequest): string; readonly detail: string }>> =
  Object.freeze({
    general: {
      key: (request) => stateOf(request).principal?.id ?? request.ip,
      detail: 'You have sent too many requests.',
    },
    outgoing: {
      key: (request) => stateOf(request).connform?.tenantId ?? '',
      detail: 'This tenant has had too many requests sent to providers.',
    },
    login: { key: (request) => request.ip, detail: 'There were too many logins from this address.' },
    failure: { key: (request) => request.ip, detail: 'There were too many failed authentications from this address.' },
  })

/** Needs @fastify/rate-limit, registered without a limit of its own. */
export function rateLimiter(app: FastifyInstance, limits: RateLimits): RateLimiter {
  const names = Object.keys(rows) as (keyof RateLimits)[]
  const counters = new Map(
    names.flatMap((name) => {
      const limit = limits[name] ?? defaultRateLimits[name]
      if (limit === false) return []
      const { max, windowMs } = limit
      return [[name, app.createRateLimit({ max, timeWindow: windowMs, keyGenerator: rows[name].key })] as const]
    }),
  )
  return async (request, name) => {
    const counted = await counters.get(name)?.(request)
    if (counted === undefined || counted.isAllowed || !counted.isExceeded) return
    const seconds = Math.max(1, counted.ttlInSeconds)
    throw new HttpProblem('rate_limited', {
      detail: rows[name].detail,
      hint: `Try again in ${seconds} seconds.`,
      headers: { 'retry-after': String(seconds) },
    })
  }
}
