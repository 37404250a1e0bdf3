import { createDecipheriv, createHash, createSecretKey } from 'node:crypto'
import { decodeBase64 } from '../base64.ts'
import { importFailure } from './import-failure.ts'
import type { ImportedFields } from './imported-fields.ts'
import { fieldsOfJson } from './read-json.ts'

const MAGIC = 'Salted__'
const SALT_END = 16
const BLOCK_BYTES = 16

export interface N8nKey {
  /** n8n's `N8N_ENCRYPTION_KEY`, or `encryptionKey` of its `config` file. */
  readonly encryptionKey: string
}

const hint =
  'Give the column data of one row of credentials_entity and the encryption key of that n8n, or read what `n8n export:credentials --decrypted` writes as JSON.'

/**
 * The fields of one credential of n8n, in the form n8n has always used: base64 of `Salted__`, a salt of 8 bytes and
 * AES-256-CBC, whose key and IV are made of the encryption key by EVP_BytesToKey with MD5. That form has no check of its
 * own: an altered text that happens to be JSON is not noticed.
 *
 * @throws ConnformError `ERR_IMPORT`
 */
export function readN8n({ encryptionKey }: N8nKey, text: string): ImportedFields {
  if (typeof encryptionKey !== 'string' || encryptionKey === '')
    throw importFailure('The encryption key is missing.', hint)
  const sealed = typeof text === 'string' ? decodeBase64(text.replace(/\s+/g, '')) : undefined
  if (sealed === undefined) throw importFailure('The content is not base64.', hint)
  const blocks = sealed.length - SALT_END
  if (sealed.toString('latin1', 0, MAGIC.length) !== MAGIC || blocks < BLOCK_BYTES || blocks % BLOCK_BYTES !== 0) {
    throw importFailure('The content is not in the form of n8n, which begins with "Salted__".', hint)
  }
  const json = decrypt(sealed.subarray(SALT_END), encryptionKey, sealed.subarray(MAGIC.length, SALT_END))
  if (json === undefined) throw importFailure('The content does not open with this encryption key.', hint)
  return fieldsOfJson(json, hint)
}

function decrypt(ciphertext: Buffer, password: string, salt: Buffer): string | undefined {
  const material = bytesToKey(password, salt)
  const decipher = createDecipheriv('aes-256-cbc', createSecretKey(material.subarray(0, 32)), material.subarray(32))
  const begin = decipher.update(ciphertext)
  try {
    const plaintext = Buffer.concat([begin, decipher.final()])
    const text = utf8(plaintext)
    plaintext.fill(0)
    return text
  } catch {
    return undefined
  } finally {
    begin.fill(0)
    material.fill(0)
  }
}

/** 48 bytes: D₁ ‖ D₂ ‖ D₃ with Dₙ = MD5(Dₙ₋₁ ‖ password ‖ salt). https://docs.openssl.org/3.0/man3/EVP_BytesToKey/ */
function bytesToKey(password: string, salt: Buffer): Buffer {
  const digests: Buffer[] = []
  for (let count = 0; count < 3; count += 1) {
    const hash = createHash('md5').update(digests.at(-1) ?? '')
    digests.push(hash.update(password, 'latin1').update(salt).digest())
  }
  const material = Buffer.concat(digests)
  for (const digest of digests) digest.fill(0)
  return material
}

/** Throws where the bytes are no UTF-8. */
function utf8(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}
