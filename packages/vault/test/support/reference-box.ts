import { blake2b } from '@noble/hashes/blake2.js'
import nacl from 'tweetnacl'

/** How a sealed box is opened with tweetnacl alone: slow, and easy to read. */
export function openBoxByTweetnacl(box: Uint8Array, publicBytes: Uint8Array, privateBytes: Uint8Array) {
  if (box.length < 48) return undefined
  const ephemeralKey = box.subarray(0, 32)
  // tweetnacl agrees on zeros with a key of low order; everybody knows those.
  if (nacl.scalarMult(privateBytes, ephemeralKey).every((byte) => byte === 0)) return undefined
  const nonce = blake2b(Buffer.concat([ephemeralKey, publicBytes]), { dkLen: 24 })
  return nacl.box.open(box.subarray(32), nonce, ephemeralKey, privateBytes) ?? undefined
}
