import type { ServerOptions } from '../options.ts'
import { codeOf } from '../problems/code-of.ts'

type LoggerOptions = NonNullable<ServerOptions['logger']>

/** Members that hold what proves who somebody is, wherever a line has them. */
const redacted: readonly string[] = [
  'headers.authorization',
  'headers.cookie',
  'headers["set-cookie"]',
  'headers["x-csrf-token"]',
  '*.headers.authorization',
  '*.headers.cookie',
  '*.headers["set-cookie"]',
  '*.headers["x-csrf-token"]',
]

/**
 * Options of pino that keep out what a log must not hold: of a request its method alone, of a failure its code. A path
 * or a query may hold anything; so may the text of an error that is not ours.
 */
export function logOptions(given: LoggerOptions): LoggerOptions {
  const theirs = 'redact' in given && Array.isArray(given.redact) ? given.redact : []
  return {
    ...given,
    redact: [...redacted, ...theirs],
    serializers: {
      ...given.serializers,
      req: ({ method }: { readonly method?: string }) => ({ method: method ?? '' }),
      res: ({ statusCode }: { readonly statusCode?: number }) => ({ statusCode: statusCode ?? 0 }),
      err: (error: Error) => ({ type: codeOf(error), message: '', stack: '' }),
    },
    hooks: { ...('hooks' in given ? given.hooks : {}), logMethod: withoutErrorText },
  } as LoggerOptions
}

/** The text of an error becomes a line's message where none is given, or is given as one: its code takes the place. */
function withoutErrorText(this: unknown, words: unknown[], write: (this: unknown, ...words: unknown[]) => void): void {
  const [first, message, ...rest] = words
  const error = first instanceof Error ? first : errorIn(first)
  if (error === undefined) write.apply(this, words)
  else {
    const line = first instanceof Error ? { err: first } : first
    write.call(this, line, message === undefined || message === error.message ? codeOf(error) : message, ...rest)
  }
}

const errorIn = (line: unknown): Error | undefined =>
  typeof line === 'object' && line !== null && 'err' in line && line.err instanceof Error ? line.err : undefined
