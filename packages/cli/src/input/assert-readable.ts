import { accessSync, constants, statSync } from 'node:fs'
import { UsageError } from '../usage-error.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Throws `UsageError` in one plain line for a file that cannot be read. */
export function assertReadable(file: string): void {
  try {
    accessSync(file, constants.R_OK)
    if (statSync(file).isDirectory()) throw new UsageError(`${file} is a directory, not a file.`)
  } catch (error) {
    throw error instanceof UsageError ? error : whyUnreadable(file, error)
  }
}
