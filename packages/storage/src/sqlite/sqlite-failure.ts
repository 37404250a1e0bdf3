import { ConnformError } from '@connform/core'
import { keyGone } from '../sql/key-gone.ts'

/** `SQLITE_CONSTRAINT_FOREIGNKEY`. A connection is there when something is written that belongs to it; its key may not be. */
const FOREIGN_KEY = 787

/** What the primary result codes of SQLite mean to the person at the keyboard. https://www.sqlite.org/rescode.html */
const meanings: Readonly<Record<number, string>> = Object.freeze({
  3: 'must not be opened by this user',
  5: 'is in use by another process for too long',
  6: 'is in use by another process for too long',
  7: 'needs more memory than there is',
  8: 'cannot be written to',
  10: 'cannot be read or written: the disk reports an error',
  11: 'is damaged',
  13: 'cannot grow: the disk is full',
  14: 'cannot be opened',
  15: 'cannot be locked',
  23: 'must not be opened by this user',
  26: 'is not a SQLite database',
})

/** `SQLITE_BUSY`, and `SQLITE_LOCKED` of a shared cache. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === 5 || code === 6
}

/** Plain words for an error of the driver, which itself is not passed on: it may hold values of rows. */
export function sqliteFailure(path: string, error: unknown): ConnformError {
  if (error instanceof ConnformError) return error
  if (extendedCode(error) === FOREIGN_KEY) return keyGone()
  const code = resultCode(error)
  const meaning = code === undefined ? undefined : meanings[code]
  return new ConnformError(
    'ERR_STORE',
    meaning === undefined
      ? `The database ${path} failed (SQLite result ${code ?? 'unknown'}).`
      : `The database ${path} ${meaning}.`,
  )
}

/** The primary result code is the lowest byte of the extended one. */
function resultCode(error: unknown): number | undefined {
  const code = extendedCode(error)
  return code === undefined ? undefined : code & 0xff
}

function extendedCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined
}
