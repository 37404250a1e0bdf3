import type { Cause, ErrorCode } from 'connform'

/** What the process answers with; scripts rely on these. */
export const exitCode = Object.freeze({
  done: 0,
  /** The input or the connection is not good. */
  notGood: 1,
  /** Wrong usage: options, arguments, files. */
  usage: 2,
  notFound: 3,
  refused: 4,
  /** The provider or the network. */
  upstream: 5,
  /** Our fault. */
  internal: 70,
  /** Ctrl-C or a kill came before the end: what a shell says of a program that ends by Ctrl-C. */
  stopped: 130,
})

/** Exit code of a failure, by its code; what is not listed is our fault. */
export const exitCodeOfError: Readonly<Partial<Record<ErrorCode, number>>> = Object.freeze({
  // A command closes what it opened as the last thing, so this is somebody's Ctrl-C.
  ERR_CLOSED: exitCode.stopped,
  ERR_API_KEY_NOT_FOUND: exitCode.notFound,
  ERR_DEFINITION_INVALID: exitCode.notGood,
  ERR_DEFINITION_UNKNOWN: exitCode.notFound,
  ERR_CONNECTION_NOT_FOUND: exitCode.notFound,
  ERR_CONNECTION_REFUSED: exitCode.refused,
  ERR_OAUTH_CLIENT_IN_USE: exitCode.refused,
  ERR_OAUTH_CLIENT_NOT_FOUND: exitCode.notFound,
  ERR_IDEMPOTENCY_CONFLICT: exitCode.refused,
  ERR_IMPORT: exitCode.notGood,
  ERR_OPTION_INVALID: exitCode.usage,
  ERR_SETUP_INVALID: exitCode.notGood,
  ERR_SETUP_NOT_FOUND: exitCode.notFound,
  ERR_SETUP_STARTED: exitCode.refused,
  ERR_SETUP_UNKNOWN: exitCode.notFound,
  ERR_STORE: exitCode.refused,
  ERR_STORE_CONFLICT: exitCode.refused,
  ERR_STORE_KEY_GONE: exitCode.refused,
  ERR_STORE_NEWER: exitCode.refused,
  ERR_TRANSPORT: exitCode.upstream,
  ERR_UNEXPECTED_ANSWER: exitCode.upstream,
  ERR_UNSUPPORTED: exitCode.refused,
  ERR_VAULT_KEY_FILE: exitCode.refused,
  ERR_VAULT_KEY_SERVICE: exitCode.upstream,
  ERR_VAULT_KEY_UNKNOWN: exitCode.refused,
  ERR_VAULT_OPEN: exitCode.refused,
})

/** Exit code of a test, by its cause: what the user can mend in the form, or what lies at the provider. */
export const exitCodeOfCause: Readonly<Record<Cause, number>> = Object.freeze({
  ok: exitCode.done,
  bad_credentials: exitCode.notGood,
  wrong_store: exitCode.notGood,
  missing_scope: exitCode.notGood,
  wrong_credential_kind: exitCode.notGood,
  expired: exitCode.notGood,
  store_unavailable: exitCode.upstream,
  rate_limited: exitCode.upstream,
  host_unreachable: exitCode.upstream,
  tls: exitCode.upstream,
  timeout: exitCode.upstream,
  blocked_host: exitCode.refused,
  unexpected_answer: exitCode.upstream,
})

/** Exit code of an answer's status: fine, not good, or the provider's trouble. */
export function exitCodeOfStatus(status: number): number {
  if (status < 300) return exitCode.done
  return status === 429 || status >= 500 ? exitCode.upstream : exitCode.notGood
}
