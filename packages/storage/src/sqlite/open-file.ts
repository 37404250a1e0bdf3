import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ConnformError } from '@connform/core'

/** How long a statement stops this process while another connection writes; longer waits are `takeTurns`'s. */
const BUSY_TIMEOUT_MS = 10

/**
 * Opens a database file, or makes it for this user alone (0600, in a folder of 0700), whatever the umask: SQLite gives
 * the files beside it (`-wal`, `-shm`) the same mode.
 */
export function openFile(path: string): DatabaseSync {
  if (path !== ':memory:') makePrivate(path)
  return new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
}

function makePrivate(path: string): void {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new ConnformError('ERR_STORE', `The database ${path} is a folder.`, 'Name a file in it.')
    }
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // Only ever a file of our own making: closing any other would drop the locks this process holds on it through
    // SQLite. https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    closeSync(openSync(path, 'wx', 0o600))
  } catch (error) {
    if (error instanceof ConnformError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code !== 'EEXIST') throw new ConnformError('ERR_STORE', `The database ${path} cannot be made (${code}).`)
  }
}
