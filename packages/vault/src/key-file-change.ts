import { linkSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ConnformError } from '@connform/core'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { openKeyFile } from './key-file.ts'
import { createKeyFile, fileCode, keyFileFailure, readKeyFile, syncFolder } from './key-file-content.ts'
import { nextKeyFile, oldKeyFile, realKeyFile } from './key-file-names.ts'
import { readKeys } from './key-files.ts'

/** A key file on its way from one key to the next. */
export interface KeyFileChange {
  /** The key in the file up to now. */
  readonly current: KeyEncryptionKey
  /** The key that is to stand there. */
  readonly next: KeyEncryptionKey
  /** Every key of the file, of before, now and next; what a vault takes as `previousKeyEncryptionKeys`. */
  readonly readAgain: () => readonly KeyEncryptionKey[]
  /** Absolute, with links followed. */
  readonly path: string
  /** A change was begun before and not finished; this one goes on with its key. */
  readonly resumed: boolean
}

/**
 * Begins to change the key in a key file: keeps the present one as `<file>.<id>.old` and makes `<file>.next`, or takes
 * the one that an earlier run made. Then every data key is wrapped anew, and the change finished:
 *
 * ```ts
 * const change = beginKeyFileChange('connform.key')
 * const vault = openVault({ keyEncryptionKey: change.next, previousKeyEncryptionKeys: change.readAgain, dataKeys })
 * await vault.rewrap()
 * finishKeyFileChange(change)
 * ```
 *
 * It may be killed at any point and run again. What `openKeyFiles` opened before goes on wrapping new data keys by the
 * key of before until it is started again: keep the `.old` file until then, and wrap anew once more.
 *
 * @throws ConnformError `ERR_VAULT_KEY_FILE` as `openKeyFiles` does; no file is made where there is none.
 */
export function beginKeyFileChange(path: string): KeyFileChange {
  const file = realKeyFile(path)
  keepOld(file, openKeyFile(file, { create: false }).key)
  const created = createKeyFile(nextKeyFile(file))
  const next = readKeyFile(nextKeyFile(file))
  const current = openKeyFile(file, { create: false }).key
  if (next === undefined || next.id === current.id) throw changedByAnother(file)
  return Object.freeze({ current, next, readAgain: () => readKeys(file), path: file, resumed: !created })
}

/**
 * Puts the next key in the place of the present one, in one step. Call it when `rewrap` of the vault has ended; where
 * the next key stands there already, it does nothing.
 *
 * @throws ConnformError `ERR_VAULT_KEY_FILE` where another change came in between; nothing is lost then.
 */
export function finishKeyFileChange({ path, next }: KeyFileChange): void {
  const present = openKeyFile(path, { create: false }).key
  if (present.id === next.id) return
  if (readKeyFile(nextKeyFile(path))?.id !== next.id) throw changedByAnother(path)
  keepOld(path, present)
  try {
    renameSync(nextKeyFile(path), path)
    syncFolder(dirname(path))
  } catch (error) {
    throw keyFileFailure(`The key file ${path} cannot be put in place (${fileCode(error)}).`)
  }
}

/** A second name for the present key. It is taken before there is a successor, so that nothing that comes loses it. */
function keepOld(file: string, { id }: KeyEncryptionKey): void {
  const old = oldKeyFile(file, id)
  try {
    linkSync(file, old)
    syncFolder(dirname(file))
  } catch (error) {
    if (fileCode(error) !== 'EEXIST') throw keyFileFailure(`The key cannot be kept as ${old} (${fileCode(error)}).`)
  }
  if (readKeyFile(old)?.id !== id) throw changedByAnother(file)
}

function changedByAnother(file: string): ConnformError {
  return keyFileFailure(`The key file ${file} was changed by another process at this moment.`, 'Run it again.')
}
