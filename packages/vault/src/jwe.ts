import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { decodeBase64url } from './base64url.ts'

// JWE compact serialisation (RFC 7516 §3.1), direct encryption with A256GCM (RFC 7518 §4.5, §5.3), and nothing else:
//
//   BASE64URL(header) .. BASE64URL(iv, 12 bytes) . BASE64URL(ciphertext) . BASE64URL(tag, 16 bytes)
//                     ^^ the encrypted key between the first two dots is empty
//
// The header is never read out of a token: callers pass the one they expect, and any other is refused.

export const IV_BYTES = 12
const TAG_BYTES = 16
const IV_LENGTH = 16
const TAG_LENGTH = 22
/** From the end of the header to the ciphertext: two dots, the IV, a dot. */
const LEAD_LENGTH = 2 + IV_LENGTH + 1
const DOT = 0x2e

// Without a fixed length Node accepts tags of four bytes. https://nodejs.org/api/deprecations.html#DEP0182
const gcm = Object.freeze({ authTagLength: TAG_BYTES })

export interface JweHeader {
  /** The header as it stands in the token. */
  readonly encoded: string
  /** The same characters as bytes: what the tag covers besides the ciphertext. */
  readonly associatedData: Uint8Array
}

/** @param text The header as JSON; its bytes are kept as they are. */
export function jweHeader(text: string): JweHeader {
  const encoded = Buffer.from(text, 'utf8').toString('base64url')
  return { encoded, associatedData: Buffer.from(encoded, 'latin1') }
}

/** Never pass the same `iv` twice under one key. The caller erases `payload`. */
export function sealJwe(header: JweHeader, key: KeyObject, content: { iv: Buffer; payload: Uint8Array }): string {
  const cipher = createCipheriv('aes-256-gcm', key, content.iv, gcm)
  cipher.setAAD(header.associatedData)
  const ciphertext = cipher.update(content.payload)
  cipher.final()
  const iv = content.iv.toString('base64url')
  const tag = cipher.getAuthTag().toString('base64url')
  return `${header.encoded}..${iv}.${ciphertext.toString('base64url')}.${tag}`
}

/** The payload, for the caller to erase; undefined for every token that is not exactly of this header and key. */
export function openJwe(header: JweHeader, key: KeyObject, token: string): Buffer | undefined {
  if (!hasHeader(token, header)) return undefined
  const ciphertextAt = header.encoded.length + LEAD_LENGTH
  const tagAt = token.length - TAG_LENGTH
  if (tagAt - 1 < ciphertextAt) return undefined
  if (token.charCodeAt(ciphertextAt - 1) !== DOT || token.charCodeAt(tagAt - 1) !== DOT) return undefined
  const iv = decodeBase64url(token.slice(ciphertextAt - 1 - IV_LENGTH, ciphertextAt - 1))
  const ciphertext = decodeBase64url(token.slice(ciphertextAt, tagAt - 1))
  const tag = decodeBase64url(token.slice(tagAt))
  if (iv === undefined || ciphertext === undefined || tag === undefined) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, iv, gcm)
  decipher.setAAD(header.associatedData)
  decipher.setAuthTag(tag)
  const payload = decipher.update(ciphertext)
  try {
    decipher.final()
    return payload
  } catch {
    payload.fill(0)
    return undefined
  }
}

/** Whether a token starts with exactly this header and an empty encrypted key. Both are canonical, so text compares as bytes. */
export function hasHeader(token: string, header: JweHeader): boolean {
  const { length } = header.encoded
  // Cut and compare: startsWith() of V8 goes character by character and takes ten times as long.
  return (
    token.charCodeAt(length) === DOT &&
    token.charCodeAt(length + 1) === DOT &&
    token.slice(0, length) === header.encoded
  )
}
