import { access, constants, stat } from 'node:fs/promises'
import { UsageError } from '../usage-error.ts'
import { whyUnreadable } from './why-unreadable.ts'

/** Throws `UsageError` in one plain line for a file that cannot be read. */
export async function assertReadable(file: string): Promise<void> {
  try {
    if ((await stat(file)).isDirectory()) throw new UsageError(`${file} is a directory, not a file.`)
    await access(file, constants.R_OK)
  } catch (error) {
    throw error instanceof UsageError ? error : whyUnreadable(file, error)
  }
}
