import type { Cause } from './definition.ts'

/** Every failure connform throws carries one of these; they do not change between releases. */
export type ErrorCode =
  | 'ERR_API_KEY_NOT_FOUND'
  | 'ERR_DEFINITION_INVALID'
  | 'ERR_DEFINITION_UNKNOWN'
  | 'ERR_CONNECTION_NOT_FOUND'
  | 'ERR_CONNECTION_REFUSED'
  | 'ERR_GRANT_REFUSED'
  | 'ERR_OAUTH_CLIENT_IN_USE'
  | 'ERR_OAUTH_CLIENT_NOT_FOUND'
  | 'ERR_UNEXPECTED_ANSWER'
  | 'ERR_UNSUPPORTED'
  | 'ERR_IDEMPOTENCY_CONFLICT'
  | 'ERR_IMPORT'
  | 'ERR_JOB_EXPIRED'
  | 'ERR_OPTION_INVALID'
  | 'ERR_SEALED_FIELD'
  | 'ERR_SETUP_INVALID'
  | 'ERR_SETUP_NOT_FOUND'
  | 'ERR_SETUP_STARTED'
  | 'ERR_SETUP_UNKNOWN'
  | 'ERR_TRANSPORT'
  | 'ERR_VAULT_KEY_FILE'
  | 'ERR_VAULT_KEY_SERVICE'
  | 'ERR_VAULT_KEY_UNKNOWN'
  | 'ERR_VAULT_KEY_SPENT'
  | 'ERR_VAULT_NOT_LOADED'
  | 'ERR_VAULT_OPEN'
  | 'ERR_VAULT_TEXT'
  | 'ERR_VAULT_CLOSED'
  | 'ERR_STORE'
  | 'ERR_STORE_CONFLICT'
  | 'ERR_STORE_KEY_GONE'
  | 'ERR_STORE_NEWER'
  | 'ERR_CLOSED'

/**
 * A failure, not a user's mistake (those are {@link Issue}s). Compare `code`, not the class: two copies of a
 * package make two classes. The message is safe to print; no secret and no foreign error is attached.
 */
export class ConnformError extends Error {
  readonly code: ErrorCode
  /** What to do about it, in one sentence. */
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message)
    this.name = new.target.name
    this.code = code
    this.hint = hint
  }
}

/** Why no answer came back, or why the answer was not read to its end. */
export type TransportReason =
  | 'host_unreachable'
  | 'tls'
  | 'timeout'
  | 'blocked_host'
  | 'answer_too_large'
  | 'answer_cut'
  | 'aborted'

/** The request got no usable answer. Holds the host alone: no path, query, header or body. */
export class TransportError extends ConnformError {
  readonly reason: TransportReason
  readonly host: string

  constructor(reason: TransportReason, host: string, message: string, hint?: string) {
    super('ERR_TRANSPORT', message, hint)
    this.reason = reason
    this.host = host
  }
}

/** True for a {@link TransportError} of any copy of this package. */
export function isTransportError(error: unknown): error is TransportError {
  return error instanceof Error && 'code' in error && error.code === 'ERR_TRANSPORT'
}

/** The provider gave no token, so no request can be signed. */
export class GrantRefusedError extends ConnformError {
  /** What the refusal means. */
  readonly reason: Exclude<Cause, 'ok'>

  constructor(reason: Exclude<Cause, 'ok'>, message: string, hint?: string) {
    super('ERR_GRANT_REFUSED', message, hint)
    this.reason = reason
  }
}

/** The provider answered, and not with what was asked for. */
export class UnexpectedAnswerError extends ConnformError {
  readonly status: number

  constructor(status: number, message: string, hint?: string) {
    super('ERR_UNEXPECTED_ANSWER', message, hint)
    this.status = status
  }
}

/** Somebody else saved the same thing first; nothing was written. */
export class StoreConflictError extends ConnformError {
  readonly expectedRevision: number

  /** @param what In the user's words. Default is `connection`. */
  constructor(expectedRevision: number, what = 'connection') {
    super(
      'ERR_STORE_CONFLICT',
      `The ${what} was changed by somebody else since revision ${expectedRevision} was read.`,
      'Read it again and repeat the change.',
    )
    this.expectedRevision = expectedRevision
  }
}
