import { randomFillSync, randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { ConnformError } from '@connform/core'
import { type KeyEncryptionKey, keyFromBytes } from './key-encryption-key.ts'

const KEY_BYTES = 32
/** Enough for the one line and whatever an editor left behind it. */
const MAX_FILE_BYTES = 256
const GROUP_AND_OTHERS = 0o077

// --- make ---

/**
 * Makes a file with a new key; true where this call made it. The key is written to a file beside it first and then
 * linked, so that the name never stands for half a key; a link to a name that is taken fails.
 */
export function createKeyFile(file: string): boolean {
  const folder = dirname(file)
  const draft = join(folder, `.key-${randomUUID()}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeKey(draft)
    linkSync(draft, file)
    syncFolder(folder)
    return true
  } catch (error) {
    if (fileCode(error) === 'EEXIST') return false
    throw keyFileFailure(`The key file ${file} cannot be made (${fileCode(error)}).`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function writeKey(draft: string): void {
  const key = randomFillSync(Buffer.alloc(KEY_BYTES))
  const line = Buffer.from(`${key.toString('base64url')}\n`, 'latin1')
  key.fill(0)
  const descriptor = openSync(draft, 'wx', 0o600)
  try {
    writeSync(descriptor, line)
    fsyncSync(descriptor)
  } finally {
    line.fill(0)
    closeSync(descriptor)
  }
}

/** Without this, a power failure may undo a link or a new name and leave what was sealed meanwhile without its key. */
export function syncFolder(folder: string): void {
  // Windows opens no folders; its file systems keep a log of such changes.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

// --- read ---

/** The key in a file; undefined where there is no file. */
export function readKeyFile(file: string): KeyEncryptionKey | undefined {
  const content = Buffer.alloc(MAX_FILE_BYTES + 1)
  try {
    const line = content.toString('latin1', 0, readPrivate(file, content)).trimEnd()
    return keyFromBytes(line)
  } catch (error) {
    const code = fileCode(error)
    if (code === 'ENOENT') return undefined
    if (code === 'ERR_VAULT_KEY_FILE') throw error
    throw code === 'ERR_OPTION_INVALID'
      ? keyFileFailure(
          `The key file ${file} does not hold a key: one line of 43 characters of base64url.`,
          'Put the backup of the key back. A new key opens nothing that the lost one sealed.',
        )
      : keyFileFailure(`The key file ${file} cannot be read (${code}).`)
  } finally {
    content.fill(0)
  }
}

/** Checks and reads one open file, so that nothing can be put in its place in between. Returns how much was read. */
function readPrivate(file: string, target: Buffer): number {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write to it.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = fstatSync(descriptor)
    if (!stat.isFile()) throw keyFileFailure(`The key file ${file} is not a file.`)
    // Windows keeps no such bits; Node makes some up there.
    if (process.platform !== 'win32' && (stat.mode & GROUP_AND_OTHERS) !== 0) {
      throw keyFileFailure(`The key file ${file} is open to other users of this machine.`, `Run: chmod 600 ${file}`)
    }
    return readSync(descriptor, target, 0, target.length, 0)
  } finally {
    closeSync(descriptor)
  }
}

// --- fail ---

/** The code of a failure of the file system or of ours. */
export function fileCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

export function keyFileFailure(message: string, hint?: string): ConnformError {
  return new ConnformError('ERR_VAULT_KEY_FILE', message, hint)
}
