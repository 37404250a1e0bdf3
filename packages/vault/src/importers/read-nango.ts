import { createDecipheriv, createSecretKey } from 'node:crypto'
import { decodeBase64 } from '../base64.ts'
import { importFailure } from './import-failure.ts'
import type { ImportedFields } from './imported-fields.ts'
import { fieldsOfJson } from './read-json.ts'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

export interface NangoKey {
  /** Nango's `NANGO_ENCRYPTION_KEY`: base64 of 32 bytes. */
  readonly encryptionKey: string
}

/** Columns of one row of `_nango_connections`, each base64. */
export interface NangoColumns {
  /** `encrypted_credentials` inside the column `credentials`. */
  readonly ciphertext: string
  /** `credentials_iv` */
  readonly iv: string
  /** `credentials_tag` */
  readonly tag: string
}

const hint =
  'Give encrypted_credentials, credentials_iv and credentials_tag of one row of _nango_connections, and the encryption key of that Nango.'

/**
 * The fields of the credentials of one connection of Nango: AES-256-GCM with IV and tag in columns of their own. Nothing
 * in that form says which row it belongs to.
 *
 * @throws ConnformError `ERR_IMPORT`
 */
export function readNango({ encryptionKey }: NangoKey, columns: NangoColumns): ImportedFields {
  const key = bytesOf(encryptionKey)
  if (key?.length !== KEY_BYTES) throw importFailure('The encryption key is not base64 of 32 bytes.', hint)
  const secret = createSecretKey(key)
  key.fill(0)
  const [ciphertext, iv, tag] = [columns.ciphertext, columns.iv, columns.tag].map(bytesOf)
  // Without a fixed length Node, and Nango with it, takes a tag of four bytes.
  if (ciphertext === undefined || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES) {
    throw importFailure('The columns are not base64 of a ciphertext, an IV of 12 bytes and a tag of 16 bytes.', hint)
  }
  const decipher = createDecipheriv('aes-256-gcm', secret, iv, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(tag)
  const plaintext = decipher.update(ciphertext)
  try {
    decipher.final()
    return fieldsOfJson(new TextDecoder('utf-8', { fatal: true }).decode(plaintext), hint)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_IMPORT') throw error
    throw importFailure('The columns do not open with this encryption key, or do not belong together.', hint)
  } finally {
    plaintext.fill(0)
  }
}

function bytesOf(text: string): Buffer | undefined {
  return typeof text === 'string' ? decodeBase64(text) : undefined
}
