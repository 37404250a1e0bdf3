import type { ConnformError, TransportError } from 'connform'
import type { Answer } from '../requests/answer.ts'
import { failureStatuses, readingFailures } from './failure-statuses.ts'
import { HttpProblem, type ProblemDetails, type ProblemKind, problemKinds } from './http-problem.ts'
import { isRefusedByAjv, issuesOfAjv } from './schema-issues.ts'

/** The media type of a problem. RFC 9457 section 3 */
export const PROBLEM_TYPE = 'application/problem+json'

/** Addresses of problems; the last part is the code. */
const PROBLEM_BASE = 'https://connform.dev/problems/'

/** Whatever was thrown, as the answer it is. What we do not know says nothing of itself: its text may hold anything. */
export function problemAnswer(error: unknown, requestId: string): Answer {
  if (error instanceof HttpProblem) return ofKind(error.code, error.details, requestId)
  const failure = connformFailure(error)
  if (failure !== undefined) return failure(requestId)
  if (isRefusedByAjv(error)) {
    const issues = issuesOfAjv(error)
    const detail = `The request is not as documented: look at its ${placeNames[error.validationContext ?? ''] ?? 'body'}.`
    return ofKind('invalid_request', { detail, issues }, requestId)
  }
  const { code, statusCode } = framework(error)
  const kind = code !== undefined && Object.hasOwn(readingFailures, code) ? readingFailures[code] : undefined
  if (kind !== undefined) return ofKind(kind, { detail: readingDetails[kind] }, requestId)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return ofKind('invalid_request', { detail: 'The request cannot be read: its body has to be JSON.' }, requestId)
  }
  return ofKind('internal_error', { detail: 'The log of the server says more, under this request id.' }, requestId)
}

/** The framework's names of the parts of a request, in words. */
const placeNames: Readonly<Record<string, string>> = { querystring: 'query', params: 'path', headers: 'headers' }

const readingDetails = {
  body_too_large: 'The body holds more bytes than are read here.',
  unsupported_media_type: 'Send application/json.',
} as const

/** Compared by code, not by class: two copies of a package make two classes. */
function connformFailure(error: unknown): ((requestId: string) => Answer) | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  if (!Object.hasOwn(failureStatuses, error.code)) return undefined
  const failure = error as ConnformError
  const row = failureStatuses[failure.code]
  const status = failure.code === 'ERR_TRANSPORT' ? transportStatus(failure) : row.status
  const { hint } = failure
  return (requestId) =>
    write({
      status,
      title: row.title,
      code: failure.code,
      details: { detail: failure.message, ...(hint === undefined ? {} : { hint }) },
      requestId,
    })
}

const transportStatus = (failure: ConnformError): number =>
  'reason' in failure && (failure as TransportError).reason === 'timeout' ? 504 : 502

function framework(error: unknown): { readonly code?: string; readonly statusCode?: number } {
  if (typeof error !== 'object' || error === null) return {}
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof statusCode === 'number' ? { statusCode } : {}),
  }
}

const ofKind = (code: ProblemKind, details: ProblemDetails, requestId: string): Answer =>
  write({ ...problemKinds[code], code, details, requestId })

interface Written {
  readonly status: number
  readonly title: string
  readonly code: string
  readonly details: ProblemDetails
  readonly requestId: string
}

function write({ status, title, code, details, requestId }: Written): Answer {
  const { headers, ...rest } = details
  const type = `${PROBLEM_BASE}${code.toLowerCase().replaceAll('_', '-')}`
  return {
    status,
    headers: { ...headers, 'content-type': PROBLEM_TYPE },
    body: { type, title, status, code, ...rest, requestId },
  }
}

/** True for what needs a look by whoever runs the server. */
export const isOurFault = (answer: Answer): boolean => answer.status === 500 || answer.status === 503
