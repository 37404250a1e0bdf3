import { ConnformError } from '@connform/core'
import { keyGone } from '../sql/key-gone.ts'

/**
 * What SQLSTATEs, or the first two characters of them, mean to the person at the keyboard.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const meanings: Readonly<Record<string, string>> = Object.freeze({
  '08': 'broke the connection off',
  '22021': 'takes no text with the character U+0000',
  '25006': 'can only be read: it is a copy of another one, or set so',
  '25P03': 'waited too long in the middle of a transaction',
  '28': 'refuses this user or the password',
  '3D000': 'does not exist on this server',
  '42501': 'does not allow this user to do that',
  '53100': 'cannot grow: the disk is full',
  '53200': 'needs more memory than there is',
  '53300': 'takes no more connections at the moment',
  '54': 'takes no text as long as one of these',
  '55P03': 'is locked by somebody else for too long',
  '57014': 'was stopped: it took longer than its time limit',
  '57P': 'is shutting down or starting',
  '58': 'cannot be read or written: its server reports a system error',
  XX001: 'is damaged',
  XX002: 'is damaged',
})

/** What of Node.js's error codes means more than that the connection failed. */
const networkMeanings: Readonly<Record<string, string>> = Object.freeze({
  ECONNREFUSED: 'cannot be reached: nothing listens there',
  ENOENT: 'cannot be reached: there is no such socket',
  ENOTFOUND: 'cannot be reached: its host is not known',
  EAI_AGAIN: 'cannot be reached: its host is not known at the moment',
})

/** What `pg` says without a code. */
const driverMeanings: readonly (readonly [RegExp, string])[] = Object.freeze([
  [/^Connection terminated|^Client (has|was)|^Query read timeout/, 'broke the connection off'],
  [/^timeout exceeded/, 'does not answer, or all connections of the pool are in use'],
  [/after calling end on the pool/, 'cannot be reached: its pool was closed'],
  [/^SASL/, 'refuses this user or the password'],
  [/SSL/, 'does not speak TLS, which is asked for'],
])

/** `foreign_key_violation`, and `restrict_violation` of PostgreSQL 18. */
const REFERENCE_STATES = ['23503', '23001']
/** `serialization_failure` and `deadlock_detected`: nothing was changed, and a second try goes through. */
const REPEATABLE_STATES = ['40001', '40P01']
/** The server ends the connection. */
const GOODBYE_STATES = ['57P01', '57P02', '57P03', '57P05']

/** Plain words for an error of the driver, which itself is not passed on: it holds values of rows. */
export function postgresFailure(error: unknown): ConnformError {
  if (error instanceof ConnformError) return error
  if (isKeyReference(error)) return keyGone()
  const state = sqlState(error)
  if (state !== undefined) {
    const meaning = meanings[state] ?? meanings[state.slice(0, 3)] ?? meanings[state.slice(0, 2)]
    return new ConnformError(
      'ERR_STORE',
      meaning === undefined
        ? `The PostgreSQL database failed (SQLSTATE ${state}).`
        : `The PostgreSQL database ${meaning} (SQLSTATE ${state}).`,
    )
  }
  const code = textMember(error, 'code')
  if (code !== undefined) {
    const meaning = networkMeanings[code] ?? 'cannot be reached, or the connection to it broke'
    return new ConnformError('ERR_STORE', `The PostgreSQL database ${meaning} (${code}).`)
  }
  const [, meaning] = driverMeaning(error) ?? [undefined, 'failed for a reason that is not known']
  return new ConnformError('ERR_STORE', `The PostgreSQL database ${meaning}.`)
}

/** For a connection that broke while the end of a transaction was on its way. */
export function unknownOutcome(): ConnformError {
  return new ConnformError(
    'ERR_STORE',
    'The connection to the PostgreSQL database broke at the end of a change, so it is not known whether it was made.',
    'Look whether it is there before repeating it.',
  )
}

/** A second try may go through: it lost against another transaction, or its connection was removed meanwhile. */
export function isRepeatable(error: unknown): boolean {
  const state = sqlState(error) ?? ''
  return REPEATABLE_STATES.includes(state) || (REFERENCE_STATES.includes(state) && !isKeyReference(error))
}

/** No answer comes over this connection any more. */
export function isBroken(error: unknown): boolean {
  if (error instanceof ConnformError) return false
  const state = sqlState(error)
  if (state !== undefined) return state.startsWith('08') || GOODBYE_STATES.includes(state)
  return textMember(error, 'code') !== undefined || driverMeaning(error) !== undefined
}

function driverMeaning(error: unknown): (typeof driverMeanings)[number] | undefined {
  const message = textMember(error, 'message') ?? ''
  return driverMeanings.find(([pattern]) => pattern.test(message))
}

/** By the name of the constraint, see `makeTables`. */
function isKeyReference(error: unknown): boolean {
  return (
    REFERENCE_STATES.includes(sqlState(error) ?? '') && (textMember(error, 'constraint') ?? '').endsWith('_data_key')
  )
}

/** Undefined for what is not an answer of the server; only such an answer has a severity. */
export function sqlState(error: unknown): string | undefined {
  return textMember(error, 'severity') === undefined ? undefined : textMember(error, 'code')
}

function textMember(error: unknown, name: string): string | undefined {
  if (!(error instanceof Error) || !(name in error)) return undefined
  const member: unknown = Reflect.get(error, name)
  return typeof member === 'string' ? member : undefined
}
