/** Wrong usage: said in one line, exit 2. The message is safe to print. */
export class UsageError extends Error {
  readonly code = 'USAGE'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}

/** By its code: the bundle holds this class once per part that is loaded. */
export const isUsageError = (error: unknown): error is UsageError =>
  error instanceof Error && 'code' in error && error.code === 'USAGE'
