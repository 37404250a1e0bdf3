import type { Change, Guard, Issue, TestResult } from 'connform'

/** Codes of our own, beside those of a `ConnformError`: what is wrong with a request, and not with a connection. */
export const problemKinds = Object.freeze({
  invalid_request: { status: 400, title: 'The request is not as documented.' },
  unauthenticated: { status: 401, title: 'Who is asking is not known.' },
  forbidden: { status: 403, title: 'This is not allowed.' },
  cross_site: { status: 403, title: 'The request comes from another site.' },
  csrf_token_invalid: { status: 403, title: 'The request does not carry the token of its session.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  method_not_allowed: { status: 405, title: 'This cannot be done here.' },
  too_slow: { status: 408, title: 'The request took too long.' },
  precondition_failed: { status: 412, title: 'It was changed in between.' },
  body_too_large: { status: 413, title: 'The body is too large.' },
  unsupported_media_type: { status: 415, title: 'This type of content is not read.' },
  wrong_host: { status: 421, title: 'This server does not answer under this name.' },
  invalid_input: { status: 422, title: 'The form is not complete.' },
  headers_too_large: { status: 431, title: 'The headers are too large.' },
  rate_limited: { status: 429, title: 'There were too many requests.' },
  internal_error: { status: 500, title: 'Something failed that should not have.' },
  closing: { status: 503, title: 'The server is stopping.' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>)

export type ProblemKind = keyof typeof problemKinds

/** What a problem says besides its code. Nothing of it may hold a secret. */
export interface ProblemDetails {
  readonly detail: string
  readonly hint?: string
  readonly issues?: readonly Issue[]
  readonly changes?: readonly Change[]
  readonly test?: TestResult
  /** What a person has to confirm first. */
  readonly guard?: Guard
  /** What a precondition was compared with, as it is now. */
  readonly current?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer that is a problem, thrown from wherever it is found out. */
export class HttpProblem extends Error {
  readonly code: ProblemKind
  readonly details: ProblemDetails

  constructor(code: ProblemKind, details: ProblemDetails) {
    super(details.detail)
    this.name = 'HttpProblem'
    this.code = code
    this.details = details
  }
}
