import { resolve } from 'node:path'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { createKeyFile, keyFileFailure, readKeyFile } from './key-file-content.ts'

export interface KeyFileOptions {
  /** Make the file where there is none. Default is true. */
  readonly create?: boolean
}

export interface KeyFile {
  readonly key: KeyEncryptionKey
  /** Absolute. */
  readonly path: string
  /** The key is new: time to say that it has to be backed up, because nothing opens without it. */
  readonly created: boolean
}

/**
 * Reads the local key-encryption key from a file, and makes it at the first use: 32 random bytes as one line of
 * base64url (43 characters and a line feed), in a file of mode 0600 in a folder of mode 0700. Several processes that
 * start at once end up with one key.
 *
 * Where the key may be changed one day, use `openKeyFiles`, which reads the keys before and after it as well.
 *
 * @throws ConnformError `ERR_VAULT_KEY_FILE` for a file that its group or others may read or write, for one that is
 *   not a file or does not hold exactly such a line, and for one that cannot be read or made.
 */
export function openKeyFile(path: string, options: KeyFileOptions = {}): KeyFile {
  const file = resolve(path)
  const saved = readKeyFile(file)
  if (saved !== undefined) return Object.freeze({ key: saved, path: file, created: false })
  if (options.create === false) throw keyFileFailure(`There is no key file at ${file}.`)
  const created = createKeyFile(file)
  const key = readKeyFile(file)
  if (key === undefined) throw keyFileFailure(`The name ${file} is taken by a link that leads nowhere.`)
  return Object.freeze({ key, path: file, created })
}
