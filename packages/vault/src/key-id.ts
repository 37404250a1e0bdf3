import { createHmac, type KeyObject } from 'node:crypto'

/** Characters of a key id: 16 bytes in base64url. */
export const KEY_ID_LENGTH = 22

const pattern = /^[\w-]{21}[AQgw]$/

/**
 * The id of a key, computed from the key itself: base64url of the first 16 bytes of HMAC-SHA256(key, "vault kid v1").
 * AES-GCM does not commit to its key (two keys can open one ciphertext); an id that follows from the key does.
 */
export function keyIdFor(key: KeyObject): string {
  return createHmac('sha256', key).update('vault kid v1').digest().toString('base64url', 0, 16)
}

export function isKeyId(text: string): boolean {
  return pattern.test(text)
}
