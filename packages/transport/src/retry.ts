import type { Clock, HttpAnswer, RetryRules } from '@connform/core'

/** Methods whose repetition changes nothing more. RFC 9110 §9.2.2 */
const idempotentMethods = new Set(['GET', 'HEAD', 'PUT', 'DELETE'])

const firstBackoffMs = 500
const longestBackoffMs = 10_000

const unitMs = { seconds: 1000, milliseconds: 1 } as const

/** One attempt that was answered. */
export interface Attempt {
  readonly method: string
  /** 0 for the first. */
  readonly index: number
}

/** What the decision to send again looks at. */
type AnswerHead = Pick<HttpAnswer, 'status' | 'headers'>

export interface RetryTools {
  readonly clock: Clock
  /** From 0 to below 1. */
  readonly random: () => number
}

export function isIdempotent(method: string): boolean {
  return idempotentMethods.has(method)
}

/**
 * Milliseconds to wait before the request is sent again, or undefined where the answer stands. The longest of the
 * rules' wait headers decides; without one the wait doubles from attempt to attempt, half of it left to chance.
 * A method that changes something is repeated only after 429, which says that nothing was done.
 */
export function retryWaitMs(
  attempt: Attempt,
  answer: AnswerHead,
  rules: RetryRules,
  tools: RetryTools,
): number | undefined {
  if (attempt.index >= rules.limit || !rules.statuses.includes(answer.status)) return undefined
  if (answer.status !== 429 && !isIdempotent(attempt.method)) return undefined
  return waitAskedMs(answer, rules, tools.clock) ?? backoffMs(attempt.index, tools.random)
}

/**
 * The same for a request to a token endpoint, which is sent again only after 429 with a wait that the answer itself
 * asks for: a code is good for one use (RFC 6749 §4.1.2) and so may a refresh token be, and whether any other answer
 * has used it up nobody knows.
 */
export function tokenRetryWaitMs(
  attempt: Attempt,
  answer: AnswerHead,
  rules: RetryRules,
  tools: RetryTools,
): number | undefined {
  if (attempt.index >= rules.limit || answer.status !== 429 || !rules.statuses.includes(429)) return undefined
  return waitAskedMs(answer, rules, tools.clock)
}

function waitAskedMs(answer: AnswerHead, rules: RetryRules, clock: Clock): number | undefined {
  const waits = rules.waitHeaders
    .map(({ name, unit }) => readWaitMs(answer.headers[name.toLowerCase()], unitMs[unit], clock))
    .filter((wait) => wait !== undefined)
  return waits.length === 0 ? undefined : Math.max(...waits)
}

/** A count of units or, as `Retry-After` may be, a date. RFC 9110 §10.2.3 */
function readWaitMs(value: string | undefined, unit: number, clock: Clock): number | undefined {
  const text = value?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * unit)
  const date = /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock().getTime())
}

function backoffMs(index: number, random: () => number): number {
  const longest = Math.min(firstBackoffMs * 2 ** index, longestBackoffMs)
  return Math.round(longest / 2 + (random() * longest) / 2)
}
