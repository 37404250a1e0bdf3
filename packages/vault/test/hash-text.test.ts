import { expect, test } from 'vitest'
import { hashText } from '../src/index.ts'

test('a text is stored as its SHA-256 in base64url', () => {
  // FIPS 180-2, appendix B.1: the digest of "abc".
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(hashText('abc')).toBe(Buffer.from(digest, 'hex').toString('base64url'))
})
