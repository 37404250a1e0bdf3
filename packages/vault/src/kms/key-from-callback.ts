import { ConnformError } from '@connform/core'
import { type KeyEncryptionKey, keyFromBytes } from '../key-encryption-key.ts'
import { keyServiceFailure } from './service-failures.ts'

/**
 * A key-encryption key fetched once from wherever the embedder keeps it (a secrets manager, an HSM, a mounted volume),
 * and held in memory as `keyFromBytes` holds it.
 *
 * @param fetch Gives the 32 bytes, which are erased as soon as they are taken over; or, where there is no other way,
 *   the same as 43 characters of base64url, which cannot be erased.
 * @throws ConnformError `ERR_VAULT_KEY_SERVICE` where `fetch` fails; its own error is not passed on, since it may hold
 *   what it fetched. `ERR_OPTION_INVALID` for anything but a key.
 */
export async function keyFromCallback(
  fetch: () => Uint8Array | string | Promise<Uint8Array | string>,
): Promise<KeyEncryptionKey> {
  const key = await fetched(fetch)
  try {
    return keyFromBytes(key)
  } finally {
    if (key instanceof Uint8Array) key.fill(0)
  }
}

async function fetched<T>(fetch: () => T | Promise<T>): Promise<T> {
  try {
    return await fetch()
  } catch (error) {
    if (error instanceof ConnformError) throw error
    throw keyServiceFailure(
      'The key-encryption key could not be fetched: the callback that gives it failed.',
      'See why where the callback is written; its error is not shown, because it may hold the key.',
    )
  }
}
