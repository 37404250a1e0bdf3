import { createSecretKey, type KeyObject, randomFillSync } from 'node:crypto'
import type { DataKeyRecord, SecretPlace } from '@connform/core'
import { cannotOpen } from './failures.ts'
import { keptPlaceHeaders } from './header.ts'
import type { JweHeader } from './jwe.ts'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { keyIdFor } from './key-id.ts'

const KEY_BYTES = 32

/** A data key in memory, ready to use. */
export interface DataKey {
  readonly id: string
  /** Always a KeyObject: some releases of Node take ten times as long with raw bytes. */
  readonly key: KeyObject
  readonly headerFor: (place: SecretPlace) => JweHeader
}

/** A new data key and what to store of it. */
export async function drawDataKey(
  keyEncryptionKey: KeyEncryptionKey,
  record: Omit<DataKeyRecord, 'keyId' | 'wrapped' | 'wrappedBy' | 'state'>,
): Promise<{ dataKey: DataKey; record: DataKeyRecord }> {
  const bytes = randomFillSync(Buffer.alloc(KEY_BYTES))
  try {
    const dataKey = dataKeyFrom(bytes)
    const wrapped = await keyEncryptionKey.wrap(bytes, { tenant: record.tenant, keyId: dataKey.id })
    return {
      dataKey,
      record: { ...record, keyId: dataKey.id, wrapped, wrappedBy: keyEncryptionKey.id, state: 'active' },
    }
  } finally {
    bytes.fill(0)
  }
}

/** Fails where the key inside is not the one the row names: rows cannot be swapped. */
export async function unwrapDataKey(keyEncryptionKey: KeyEncryptionKey, record: DataKeyRecord): Promise<DataKey> {
  const bytes = await unwrapDataKeyBytes(keyEncryptionKey, record)
  try {
    return dataKeyFrom(bytes)
  } finally {
    bytes.fill(0)
  }
}

/** The key itself, as {@link unwrapDataKey} checks it, for the caller to erase. */
export async function unwrapDataKeyBytes(
  keyEncryptionKey: KeyEncryptionKey,
  { tenant, keyId, wrapped }: DataKeyRecord,
): Promise<Uint8Array> {
  const bytes = await keyEncryptionKey.unwrap(wrapped, { tenant, keyId })
  if (bytes.byteLength === KEY_BYTES && keyIdFor(createSecretKey(bytes)) === keyId) return bytes
  bytes.fill(0)
  throw cannotOpen()
}

function dataKeyFrom(bytes: Uint8Array): DataKey {
  const key = createSecretKey(bytes)
  const id = keyIdFor(key)
  return Object.freeze({ id, key, headerFor: keptPlaceHeaders(id) })
}
