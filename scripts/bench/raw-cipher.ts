import { createCipheriv, createDecipheriv, getRandomValues, type KeyObject } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16
const DRAWN_AT_ONCE = 256
const gcm = Object.freeze({ authTagLength: TAG_BYTES })

/** What one seal leaves: the IV, the ciphertext, the tag. */
export type RawSealed = readonly [iv: Buffer, text: Buffer, tag: Buffer]

export interface RawCipher {
  seal(plain: Buffer): RawSealed
  open(sealed: RawSealed): Buffer
}

/** The least that sealing can cost: one cipher object, a KeyObject, a random nonce out of a drawn pool. */
export function rawCipher(key: KeyObject, associatedData?: Buffer): RawCipher {
  const pool = Buffer.alloc(IV_BYTES * DRAWN_AT_ONCE)
  let next = pool.length
  return {
    seal: (plain) => {
      if (next === pool.length) {
        getRandomValues(pool)
        next = 0
      }
      const iv = Buffer.from(pool.subarray(next, next + IV_BYTES))
      next += IV_BYTES
      const cipher = createCipheriv('aes-256-gcm', key, iv, gcm)
      if (associatedData !== undefined) cipher.setAAD(associatedData)
      const text = cipher.update(plain)
      cipher.final()
      return [iv, text, cipher.getAuthTag()]
    },
    open: ([iv, text, tag]) => {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, gcm).setAuthTag(tag)
      if (associatedData !== undefined) decipher.setAAD(associatedData)
      const plain = decipher.update(text)
      decipher.final()
      return plain
    },
  }
}

/** One text for a column of a table. */
export const toColumn = (sealed: RawSealed): string => Buffer.concat(sealed).toString('base64url')

export function fromColumn(text: string): RawSealed {
  const bytes = Buffer.from(text, 'base64url')
  const tagAt = bytes.length - TAG_BYTES
  return [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, tagAt), bytes.subarray(tagAt)]
}
