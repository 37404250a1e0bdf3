import type { ConnformError, GrantRefusedError, UnexpectedAnswerError } from 'connform'
import { exitCode, exitCodeOfCause, exitCodeOfError, exitCodeOfStatus } from './exit-code.ts'

export interface Failure {
  readonly message: string
  readonly hint?: string
  readonly code: number
}

/** A failure in one plain line. Of a foreign error only its name and place are told: its message may hold anything. */
export function describeFailure(error: unknown): Failure {
  if (isOurs(error)) {
    const { message, hint } = error
    return { message, code: codeOf(error), ...(hint === undefined ? {} : { hint }) }
  }
  const name = error instanceof Error ? error.name : 'an unknown value'
  const place = error instanceof Error ? (/^ +at .*$/m.exec(error.stack ?? '')?.[0].trim() ?? '') : ''
  return {
    message: `Something went wrong inside connform (${name} ${place}).`,
    hint: 'Please report this line together with what you did.',
    code: exitCode.internal,
  }
}

/** A refusal ends by what it means, an answer by its status, and the rest by what it is. */
function codeOf(error: ConnformError): number {
  if (isGrantRefusal(error)) return exitCodeOfCause[error.reason]
  // A success that is not what was asked for is the provider's trouble too.
  if (isUnexpectedAnswer(error)) return error.status < 300 ? exitCode.upstream : exitCodeOfStatus(error.status)
  return exitCodeOfError[error.code] ?? exitCode.internal
}

/** By its code: the bundle holds the class once per part that is loaded. Node's codes have no hint beside them. */
const isOurs = (error: unknown): error is ConnformError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_') && 'hint' in error

const isGrantRefusal = (error: ConnformError): error is GrantRefusedError => error.code === 'ERR_GRANT_REFUSED'

const isUnexpectedAnswer = (error: ConnformError): error is UnexpectedAnswerError =>
  error.code === 'ERR_UNEXPECTED_ANSWER' && 'status' in error
