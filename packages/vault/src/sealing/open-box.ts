import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto'
import nacl from 'tweetnacl'
import { BOX_OVERHEAD_BYTES, boxNonce, KEY_BYTES } from '../browser/sealed-box.ts'

// node:crypto knows X25519 and is five times as fast as JavaScript, but knows no XSalsa20: a box is opened by both.

/** Functions of tweetnacl below its documented ones; a test sees to it that they are there. */
export interface LowLevel {
  crypto_core_hsalsa20(out: Uint8Array, input: Uint8Array, key: Uint8Array, constants: Uint8Array): number
}
const { crypto_core_hsalsa20: hsalsa20 } = (nacl as typeof nacl & { readonly lowlevel: LowLevel }).lowlevel

/** "expand 32-byte k" */
const sigma = new TextEncoder().encode('expand 32-byte k')
const zeros = new Uint8Array(16)

/** What stands before the 32 bytes of a key in PKCS #8 and in SubjectPublicKeyInfo. RFC 8410 §4, §7 */
const privateLead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicLead = Buffer.from('302a300506032b656e032100', 'hex')

/** The public half of 32 private bytes. */
export function publicHalf(privateBytes: Uint8Array): Uint8Array {
  const spki = createPublicKey(importPrivate(privateBytes)).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(publicLead.length))
}

/**
 * What a sealed box holds, for the caller to erase. Undefined for a box that does not open with this key, and for one
 * whose ephemeral key is of low order.
 */
export function openBox(box: Uint8Array, publicBytes: Uint8Array, privateBytes: Uint8Array): Uint8Array | undefined {
  if (box.length < BOX_OVERHEAD_BYTES) return undefined
  const ephemeralKey = box.subarray(0, KEY_BYTES)
  const shared = agree(privateBytes, ephemeralKey)
  if (shared === undefined) return undefined
  const key = new Uint8Array(KEY_BYTES)
  hsalsa20(key, zeros, shared, sigma)
  const message = nacl.secretbox.open(box.subarray(KEY_BYTES), boxNonce(ephemeralKey, publicBytes), key)
  shared.fill(0)
  key.fill(0)
  return message ?? undefined
}

/** The secret both sides agree on; OpenSSL refuses one of zeros, which comes of a key of low order. RFC 7748 §6.1 */
function agree(privateBytes: Uint8Array, publicBytes: Uint8Array): Uint8Array | undefined {
  const publicKey = createPublicKey({ key: Buffer.concat([publicLead, publicBytes]), format: 'der', type: 'spki' })
  const privateKey = importPrivate(privateBytes)
  try {
    return diffieHellman({ privateKey, publicKey })
  } catch {
    return undefined
  }
}

function importPrivate(privateBytes: Uint8Array): KeyObject {
  const key = Buffer.concat([privateLead, privateBytes])
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } finally {
    key.fill(0)
  }
}
