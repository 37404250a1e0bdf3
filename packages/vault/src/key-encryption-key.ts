import { createSecretKey, type KeyObject, randomFillSync } from 'node:crypto'
import { ConnformError } from '@connform/core'
import { decodeBase64url } from './base64url.ts'
import { cannotOpen } from './failures.ts'
import { keyIdOf, wrappedKeyHeader } from './header.ts'
import { IV_BYTES, openJwe, sealJwe } from './jwe.ts'
import { keyIdFor } from './key-id.ts'

const KEY_BYTES = 32

/** What a wrapped data key belongs to. */
export interface DataKeyContext {
  readonly tenant: string
  /** Id of the data key; follows from the key and is checked again after unwrapping. */
  readonly keyId: string
}

/**
 * The key above the data keys: a local one ({@link keyFromBytes}, `openKeyFile`), or one kept by a key management
 * service, which takes the context along as its encryption context.
 */
export interface KeyEncryptionKey {
  readonly id: string
  /** Wraps the 32 bytes of a data key. The caller erases `dataKey`. */
  wrap(dataKey: Uint8Array, context: DataKeyContext): Promise<string>
  /**
   * The 32 bytes of a data key, for the caller to erase. Rejects with `ERR_VAULT_KEY_UNKNOWN` where another key
   * wrapped it, and with `ERR_VAULT_OPEN` for a text that was altered or belongs to another tenant.
   */
  unwrap(wrapped: string, context: DataKeyContext): Promise<Uint8Array>
}

/**
 * A key-encryption key held in memory. It wraps a data key as a JWE compact (`dir`, `A256GCM`) with the JWK
 * `{"kty":"oct","k":…}` inside, so that any JOSE library can unwrap it.
 *
 * @param key 32 bytes, or the same as 43 characters of base64url.
 * @throws ConnformError `ERR_OPTION_INVALID` for anything else.
 */
export function keyFromBytes(key: Uint8Array | string): KeyEncryptionKey {
  const secret = secretKey(key)
  const id = keyIdFor(secret)
  return Object.freeze({
    id,
    async wrap(dataKey: Uint8Array, { tenant }: DataKeyContext) {
      const payload = Buffer.from(`{"kty":"oct","k":"${Buffer.from(dataKey).toString('base64url')}"}`, 'latin1')
      const iv = randomFillSync(Buffer.alloc(IV_BYTES))
      const wrapped = sealJwe(wrappedKeyHeader(id, tenant), secret, { iv, payload })
      payload.fill(0)
      return wrapped
    },
    async unwrap(wrapped: string, { tenant }: DataKeyContext) {
      if (keyIdOf(wrapped) !== id) throw wrappedByAnother()
      const payload = openJwe(wrappedKeyHeader(id, tenant), secret, wrapped)
      if (payload === undefined) throw cannotOpen()
      const dataKey = readJwk(payload)
      payload.fill(0)
      if (dataKey === undefined) throw cannotOpen()
      return dataKey
    },
  })
}

function secretKey(key: Uint8Array | string): KeyObject {
  const bytes = typeof key === 'string' ? decodeBase64url(key) : key
  if (!(bytes instanceof Uint8Array) || bytes.byteLength !== KEY_BYTES) {
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'A key-encryption key has to be 32 bytes, or the same as 43 characters of base64url.',
    )
  }
  const secret = createSecretKey(bytes)
  if (typeof key === 'string') bytes.fill(0)
  return secret
}

/** The key of `{"kty":"oct","k":…}` (RFC 7517, RFC 7518 §6.4), whatever the order and company of its members. */
function readJwk(payload: Buffer): Uint8Array | undefined {
  try {
    const jwk: { kty?: unknown; k?: unknown } = JSON.parse(payload.toString('utf8'))
    if (jwk.kty !== 'oct' || typeof jwk.k !== 'string') return undefined
    const key = decodeBase64url(jwk.k)
    return key?.byteLength === KEY_BYTES ? key : undefined
  } catch {
    return undefined
  }
}

function wrappedByAnother(): ConnformError {
  return new ConnformError(
    'ERR_VAULT_KEY_UNKNOWN',
    'The data keys of this tenant are wrapped by another key-encryption key.',
    'Use the key file this database was made with; without it, its secrets cannot be opened.',
  )
}
