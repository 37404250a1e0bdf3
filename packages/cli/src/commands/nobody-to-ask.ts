import { UsageError } from '../usage-error.ts'

/** The failure of a command that would ask, where nobody can answer. */
export const nobodyToAsk = (what: string): UsageError =>
  new UsageError('Nobody can be asked here.', `Give the ${what} as JSON: --values FILE, or --values - for stdin.`)
