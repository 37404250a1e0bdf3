import { type Clock, ConnformError, type DataKeyStore, type RewrapOptions, type RewrapResult } from '@connform/core'
import {
  beginKeyFileChange,
  finishKeyFileChange,
  type KeyEncryptionKey,
  keyFromBytes,
  openKeyFiles,
  openVault,
  type PreviousKeys,
} from '@connform/vault'
import type { KeyOptions } from '../connform.ts'
import type { KeyStatus } from './keys.ts'

/** The key above the data keys, and those it followed. */
export interface KeySource {
  readonly status: KeyStatus['keyEncryptionKey']
  readonly current: KeyEncryptionKey
  readonly previous: PreviousKeys
  /** Throws `ERR_UNSUPPORTED` where the key is not in a file. */
  replaceFile(options: RewrapOptions): Promise<ReplacedFile>
}

export interface ReplacedFile extends RewrapResult {
  /** Id of the new key; absent in a dry run. */
  readonly id?: string
  /** Where the old key is kept; absent in a dry run. */
  readonly kept?: string
}

interface Keeping {
  readonly dataKeys: DataKeyStore
  readonly clock: Clock
}

/** Opens the key that the options name; a key file is made at the first use. */
export function openKeySource(options: KeyOptions, keeping: Keeping): KeySource {
  const given = options.previous ?? []
  if ('file' in options) return fileSource(options.file, given, keeping)
  const isBytes = 'key' in options
  const current = isBytes ? keyFromBytes(options.key) : options.keyEncryptionKey
  return Object.freeze<KeySource>({
    status: { source: isBytes ? 'bytes' : 'service', id: current.id, created: false },
    current,
    previous: given,
    replaceFile: async () => {
      throw new ConnformError(
        'ERR_UNSUPPORTED',
        'The key-encryption key is not in a file, so there is none to replace.',
        'Give the new key, the old one in previous, and call keys.rewrap().',
      )
    },
  })
}

function fileSource(file: string, given: readonly KeyEncryptionKey[], keeping: Keeping): KeySource {
  const { current, readAgain, created } = openKeyFiles(file)
  return Object.freeze<KeySource>({
    status: { source: 'file', id: current.id, file, created },
    current,
    previous: () => [...given, ...readAgain()],
    replaceFile: (options) => replaceFile(file, { given, ...keeping }, options),
  })
}

/** The file is changed once every data key is wrapped by the next key, so that whoever opens it then opens all of them. */
async function replaceFile(
  file: string,
  { given, dataKeys, clock }: Keeping & { readonly given: readonly KeyEncryptionKey[] },
  options: RewrapOptions,
): Promise<ReplacedFile> {
  if (options.dryRun === true) return { rewrapped: await countDataKeys(dataKeys), failed: 0 }
  const change = beginKeyFileChange(file)
  const vault = openVault({
    keyEncryptionKey: change.next,
    previousKeyEncryptionKeys: () => [...given, ...change.readAgain()],
    dataKeys,
    clock,
  })
  try {
    const result = await vault.rewrap(options)
    if (options.signal?.aborted === true || result.failed > 0) throw unfinished(result)
    finishKeyFileChange(change)
    return { ...result, id: change.next.id, kept: `${change.path}.${change.current.id}.old` }
  } finally {
    vault.close()
  }
}

const PAGE = 1000

/** Those of every tenant: no key-encryption key has an empty id. */
async function countDataKeys(dataKeys: DataKeyStore): Promise<number> {
  let count = 0
  let page = await dataKeys.listWrappedByOthers('', { limit: PAGE })
  for (;;) {
    count += page.length
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return count
    page = await dataKeys.listWrappedByOthers('', { limit: PAGE, after: last })
  }
}

function unfinished({ failed }: RewrapResult): ConnformError {
  return failed > 0
    ? new ConnformError(
        'ERR_VAULT_KEY_UNKNOWN',
        `${failed} data keys are wrapped by a key that is not at hand, so the key file stays as it is.`,
        'Put that key back beside the key file, or name it in keys.previous.',
      )
    : new ConnformError('ERR_CLOSED', 'The change of the key file was stopped.', 'Call it again to finish it.')
}
