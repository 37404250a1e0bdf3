import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { type KeyFileOptions, openKeyFile } from './key-file.ts'
import { keyFileFailure, readKeyFile } from './key-file-content.ts'
import { nextKeyFile, oldKeyFiles, realKeyFile } from './key-file-names.ts'

export interface KeyFiles {
  /** The key in the file; wraps and unwraps. */
  readonly current: KeyEncryptionKey
  /** The keys beside it: its successor, while the key is being changed, and those of before that were kept. They unwrap. */
  readonly previous: readonly KeyEncryptionKey[]
  /** Reads the file and all beside it once more. A vault that is open for long takes it as `previousKeyEncryptionKeys`. */
  readonly readAgain: () => readonly KeyEncryptionKey[]
  /** Absolute, with links followed. */
  readonly path: string
  /** The key is new: time to say that it has to be backed up, because nothing opens without it. */
  readonly created: boolean
}

/**
 * `openKeyFile` with every key beside it: `<file>.next`, while `beginKeyFileChange` and `finishKeyFileChange` change
 * the key, and every `<file>.<id>.old` of before. What starts at any moment of a change opens everything.
 *
 * ```ts
 * const { current, readAgain } = openKeyFiles('connform.key')
 * const vault = openVault({ keyEncryptionKey: current, previousKeyEncryptionKeys: readAgain, dataKeys })
 * ```
 *
 * @throws ConnformError `ERR_VAULT_KEY_FILE` as `openKeyFile` does, for each of these files, and where the file is
 *   missing while others of its keys are there: a new key would open nothing of theirs.
 */
export function openKeyFiles(path: string, options: KeyFileOptions = {}): KeyFiles {
  const file = realKeyFile(path)
  // The successor before the file: in between, the one may become the other, and would be seen by neither look.
  const next = readNext(file)
  if ((next.length > 0 || oldKeyFiles(file).length > 0) && readKeyFile(file) === undefined) throw missing(file)
  const { key: current, created } = openKeyFile(file, options)
  const previous = [...next, ...readOld(file)].filter(({ id }) => id !== current.id)
  return Object.freeze({
    current,
    previous: Object.freeze(previous),
    readAgain: () => readKeys(file),
    path: file,
    created,
  })
}

/** Every key of these files, in an order in which none is missed while they are being changed. */
export function readKeys(file: string): readonly KeyEncryptionKey[] {
  const next = readNext(file)
  return [...next, openKeyFile(file, { create: false }).key, ...readOld(file)]
}

function readNext(file: string): KeyEncryptionKey[] {
  return readAll([nextKeyFile(file)])
}

function readOld(file: string): KeyEncryptionKey[] {
  return readAll(oldKeyFiles(file))
}

function readAll(files: readonly string[]): KeyEncryptionKey[] {
  return files.map(readKeyFile).filter((key) => key !== undefined)
}

function missing(file: string) {
  return keyFileFailure(
    `There is no key file at ${file}, but there are keys that came before or after it.`,
    `Put the backup of the key back, or move the files away whose names begin with ${file}.`,
  )
}
