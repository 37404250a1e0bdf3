import { blake2b } from '@noble/hashes/blake2.js'
import nacl from 'tweetnacl'

// The sealed box of libsodium (crypto_box_seal): X25519, XSalsa20-Poly1305, and a key pair that lives for one message.
//
//   ephemeral public key (32 bytes) ‖ tag (16 bytes) ‖ ciphertext        nonce = BLAKE2b-24(ephemeral key ‖ public key)
//
// https://doc.libsodium.org/public-key_cryptography/sealed_boxes

export const KEY_BYTES = 32
/** A box is so much longer than what it holds. */
export const BOX_OVERHEAD_BYTES = 48

/** The nonce follows from both public keys: with a key pair per message, it is never used twice. */
export function boxNonce(ephemeralKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  const keys = new Uint8Array(2 * KEY_BYTES)
  keys.set(ephemeralKey)
  keys.set(publicKey, KEY_BYTES)
  return blake2b(keys, { dkLen: nacl.box.nonceLength })
}

/**
 * Undefined for a public key of low order, with which everybody would know the secret both sides agree on. The caller
 * erases `message`.
 */
export function sealBox(message: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  const ephemeral = nacl.box.keyPair()
  try {
    if (nacl.scalarMult(ephemeral.secretKey, publicKey).every((byte) => byte === 0)) return undefined
    const nonce = boxNonce(ephemeral.publicKey, publicKey)
    const sealed = nacl.box(message, nonce, publicKey, ephemeral.secretKey)
    const box = new Uint8Array(KEY_BYTES + sealed.length)
    box.set(ephemeral.publicKey)
    box.set(sealed, KEY_BYTES)
    return box
  } finally {
    ephemeral.secretKey.fill(0)
  }
}
