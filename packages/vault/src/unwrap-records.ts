import type { ConnformError, DataKeyRecord } from '@connform/core'
import { type DataKey, unwrapDataKey } from './data-key.ts'
import { keyEncryptionKeyUnknown, keyFailure } from './failures.ts'
import { inParallel } from './in-parallel.ts'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import type { KeySource } from './key-source.ts'

/** Calls to a key management service at a time. */
const WIDTH = 8

export interface Unwrapped {
  readonly keys: ReadonlyMap<string, DataKey>
  readonly unreadable: ReadonlyMap<string, ConnformError>
}

/**
 * The data keys of these rows; `held` are those in memory already, which are not unwrapped again. One that cannot be
 * unwrapped stops none of the others.
 */
export async function unwrapRecords(
  source: KeySource,
  records: readonly DataKeyRecord[],
  held?: ReadonlyMap<string, DataKey>,
): Promise<Unwrapped> {
  const keys = new Map<string, DataKey>()
  const unreadable = new Map<string, ConnformError>()
  await inParallel(records, WIDTH, async (record) => {
    try {
      keys.set(
        record.keyId,
        held?.get(record.keyId) ?? (await unwrapDataKey(await findUnwrappingKey(source, record), record)),
      )
    } catch (error) {
      unreadable.set(record.keyId, keyFailure(error))
    }
  })
  return { keys, unreadable }
}

/**
 * The key-encryption key that wrapped a data key, by the name in its row.
 *
 * @throws ConnformError `ERR_VAULT_KEY_UNKNOWN` where it is not at hand.
 */
export async function findUnwrappingKey({ unwrapping }: KeySource, record: DataKeyRecord): Promise<KeyEncryptionKey> {
  const key = await unwrapping.find(record.wrappedBy)
  if (key === undefined) throw keyEncryptionKeyUnknown(record.wrappedBy)
  return key
}
