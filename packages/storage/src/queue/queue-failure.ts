import { ConnformError } from '@connform/core'

/**
 * What the codes of PostgreSQL and of its connection mean to the person who runs it.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const meanings: Readonly<Record<string, string>> = Object.freeze({
  '28000': 'refuses this user',
  '28P01': 'refuses the password of this user',
  '3D000': 'does not exist',
  '42501': 'does not let this user make or use the tables of the queue',
  '53300': 'has no connection left',
  '57P01': 'was stopped',
  '57P02': 'was stopped',
  '57P03': 'is starting or stopping',
  ECONNREFUSED: 'does not answer',
  ECONNRESET: 'broke the connection off',
  ENOENT: 'does not answer',
})

/** Plain words for an error of pg or pg-boss, which itself is not passed on: it may hold values of rows. */
export function queueFailure(error: unknown): ConnformError {
  if (error instanceof ConnformError) return error
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no code'
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  return new ConnformError(
    'ERR_STORE',
    `The database of the job queue ${meaning ?? 'failed'} (${code}).`,
    'Check that PostgreSQL runs and can be reached. The queue goes on by itself as soon as it can.',
  )
}

/** What pg-boss notices about its database. Its words are kept, its data are not: they may hold statements. */
export function queueWarning(message: string): ConnformError {
  return new ConnformError('ERR_STORE', `The database of the job queue needs care. ${message.replace('Warning: ', '')}`)
}
