import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy } from './sqlite-failure.ts'

const MAX_WAIT_MS = 15_000
/** Most others are done in a few milliseconds; who still waits then asks less and less often. */
const MIN_PAUSE_MS = 1
const FIRST_PAUSE_MS = 3
const MAX_PAUSE_MS = 25

/**
 * Repeats `operation` while another connection writes. SQLite can wait by itself, but it would stop the whole process
 * meanwhile, for ever where the other connection is one of the same process. An operation that was refused as busy has
 * changed nothing: a statement is not begun, and a transaction takes the lock as it begins.
 */
export async function takeTurns<T>(operation: () => Promise<T>): Promise<T> {
  const giveUpAtMs = performance.now() + MAX_WAIT_MS
  for (let longestMs = FIRST_PAUSE_MS; ; longestMs = Math.min(2 * longestMs, MAX_PAUSE_MS)) {
    try {
      return await operation()
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAtMs) throw error
      // Of random length, so that those who wait do not come back all at once.
      await sleep(MIN_PAUSE_MS + Math.random() * (longestMs - MIN_PAUSE_MS))
    }
  }
}
