import type { ConnformError, GrantRefusedError } from 'connform'
import { exitCode, exitCodeOfCause, exitCodeOfError } from './exit-code.ts'

export interface Failure {
  readonly message: string
  readonly hint?: string
  readonly code: number
}

/** A failure in one plain line. Of a foreign error only its name and place are told: its message may hold anything. */
export function describeFailure(error: unknown): Failure {
  if (isOurs(error)) {
    const { message, hint } = error
    const code = isGrantRefusal(error) ? exitCodeOfCause[error.reason] : exitCodeOfError[error.code]
    return { message, code: code ?? exitCode.internal, ...(hint === undefined ? {} : { hint }) }
  }
  const name = error instanceof Error ? error.name : 'an unknown value'
  const place = error instanceof Error ? (/^ +at .*$/m.exec(error.stack ?? '')?.[0].trim() ?? '') : ''
  return {
    message: `Something went wrong inside connform (${name} ${place}).`,
    hint: 'Please report this line together with what you did.',
    code: exitCode.internal,
  }
}

/** By its code: the bundle holds the class once per part that is loaded. Node's codes have no hint beside them. */
const isOurs = (error: unknown): error is ConnformError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_') && 'hint' in error

const isGrantRefusal = (error: ConnformError): error is GrantRefusedError => error.code === 'ERR_GRANT_REFUSED'
