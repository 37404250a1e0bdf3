import type { Guard } from './setup-types.ts'
import type { Change, Connection, Issue, TestResult } from './types.ts'

/** What the server says is wrong (RFC 9457), or what kept its answer from coming. */
export class Problem extends Error {
  /** A stable word, such as `invalid_input` or `ERR_CONNECTION_NOT_FOUND`; see {@link localCodes} for our own. */
  readonly code: string
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  readonly title: string
  readonly hint: string | undefined
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
  readonly test: TestResult | undefined
  /** The connection as it is now, where somebody else saved first (412). */
  readonly current: Connection | undefined
  /** What the refused change would do, where it only has to be confirmed. */
  readonly guard: Guard | undefined
  readonly requestId: string | undefined

  constructor(status: number, fields: ProblemFields) {
    super(fields.detail ?? fields.title ?? fields.code)
    this.name = 'Problem'
    this.status = status
    this.code = fields.code
    this.title = fields.title ?? fields.code
    this.hint = fields.hint
    this.issues = fields.issues ?? []
    this.changes = fields.changes ?? []
    this.test = fields.test
    this.current = fields.current
    this.guard = fields.guard
    this.requestId = fields.requestId
  }
}

export interface ProblemFields {
  readonly code: string
  readonly title?: string
  readonly detail?: string
  readonly hint?: string
  readonly issues?: readonly Issue[]
  readonly changes?: readonly Change[]
  readonly test?: TestResult
  readonly current?: Connection
  readonly guard?: Guard
  readonly requestId?: string
}

/**
 * Codes the page itself gives: no answer at all, an answer that is not ours, an answer that was cut, and a secret that
 * was not sent because others could have read it on its way.
 */
export const localCodes = Object.freeze({
  unreachable: 'unreachable',
  unreadable: 'unreadable_answer',
  cut: 'answer_cut',
  insecure: 'insecure_page',
})

/** Reads the body of an answer that is no success. Anything but a problem document becomes `unreadable_answer`. */
export function readProblem(status: number, body: unknown, requestId?: string): Problem {
  const fields = typeof body === 'object' && body !== null ? (body as Partial<ProblemFields>) : {}
  const code = typeof fields.code === 'string' ? fields.code : localCodes.unreadable
  return new Problem(status, { ...(requestId === undefined ? {} : { requestId }), ...fields, code })
}

/** True for a problem of this code; without one, for every problem. */
export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code)
}

/** True where nobody is signed in, or no longer. */
export function isSessionLost(error: unknown): boolean {
  return error instanceof Problem && error.status === 401
}
