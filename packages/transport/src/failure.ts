import { TransportError, type TransportReason } from '@connform/core'
import { BLOCKED_ADDRESS } from './checked-lookup.ts'
import { blockedAddress } from './target.ts'

/** Error codes of Node and got → reason; what is not here is judged by {@link families}, then taken for an unreachable host. */
const codes: ReadonlyMap<string, TransportReason> = new Map([
  ['ETIMEDOUT', 'timeout'],
  ['ESOCKETTIMEDOUT', 'timeout'],
  ['ERR_ABORTED', 'aborted'],
  ['ABORT_ERR', 'aborted'],
  [BLOCKED_ADDRESS, 'blocked_host'],
  ['HPE_HEADER_OVERFLOW', 'answer_too_large'],
  ['EPROTO', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['CERT_NOT_YET_VALID', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['HOSTNAME_MISMATCH', 'tls'],
  ['INVALID_CA', 'tls'],
  ['INVALID_PURPOSE', 'tls'],
  ['PATH_LENGTH_EXCEEDED', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
])

/** https://nodejs.org/api/tls.html#x509-certificate-error-codes, https://nodejs.org/api/errors.html, and the parser's `HPE_*`. */
const families: readonly (readonly [RegExp, TransportReason])[] = [
  [/^(ERR_TLS|ERR_SSL|ERR_OSSL|CERT_|CRL_|UNABLE_TO_|ERROR_IN_)/, 'tls'],
  [/^HPE_/, 'answer_cut'],
]

/** Reasons that keep their meaning after the answer has begun; anything else then means that the answer was cut. */
const endsAtAnyTime = new Set<TransportReason>(['timeout', 'aborted', 'answer_too_large'])

/** What to say about each reason, given the host. */
const sentences: Readonly<Record<TransportReason, readonly [message: (host: string) => string, hint?: string]>> = {
  host_unreachable: [(host) => `${host} could not be reached.`, 'Check the host name and the network.'],
  tls: [
    (host) => `The secure connection to ${host} could not be made.`,
    'Check that its certificate is valid, belongs to this host name and comes from a known authority.',
  ],
  timeout: [(host) => `${host} did not answer in time.`, 'Try again; if it goes on, check the state of the system.'],
  blocked_host: [(host) => `Requests to ${host} are not allowed.`],
  answer_too_large: [
    (host) => `The answer of ${host} is larger than allowed.`,
    'Ask for less at once, or raise maxAnswerBytes.',
  ],
  answer_cut: [(host) => `The answer of ${host} broke off or could not be read.`, 'Try again.'],
  aborted: [(host) => `The request to ${host} was cancelled.`],
}

/** An error of our own for a reason. Nothing of a foreign error is kept: those print headers and bodies. */
export function transportError(reason: TransportReason, host: string): TransportError {
  const [message, hint] = sentences[reason]
  return new TransportError(reason, host, message(host), hint)
}

/** What a foreign error means for the exchange with `host`. `begun` is true once a status line had come back. */
export function readFailure(error: unknown, host: string, begun: boolean): TransportError {
  const reason = reasonOf(codeOf(error))
  if (reason === 'blocked_host') return blockedAddress(host)
  return transportError(begun && !endsAtAnyTime.has(reason) ? 'answer_cut' : reason, host)
}

/** The code of a foreign error; empty where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function reasonOf(code: string): TransportReason {
  return codes.get(code) ?? families.find(([pattern]) => pattern.test(code))?.[1] ?? 'host_unreachable'
}
