import { ConnformError } from 'connform'
import { exitCode, exitCodeOfError } from './exit-code.ts'

export interface Failure {
  readonly message: string
  readonly hint?: string
  readonly code: number
}

/** A failure in one plain line. Of a foreign error only its name and place are told: its message may hold anything. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof ConnformError) {
    const { message, hint } = error
    const code = exitCodeOfError[error.code] ?? exitCode.internal
    return { message, code, ...(hint === undefined ? {} : { hint }) }
  }
  const name = error instanceof Error ? error.name : 'an unknown value'
  const place = error instanceof Error ? (/^ +at .*$/m.exec(error.stack ?? '')?.[0].trim() ?? '') : ''
  return {
    message: `Something went wrong inside connform (${name} ${place}).`,
    hint: 'Please report this line together with what you did.',
    code: exitCode.internal,
  }
}
