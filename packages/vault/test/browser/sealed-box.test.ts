import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { boxNonce, sealBox } from '../../src/browser/sealed-box.ts'
import { openBox, publicHalf } from '../../src/sealing/open-box.ts'
import { lowOrderKeys } from '../support/low-order.ts'
import { openBoxByTweetnacl } from '../support/reference-box.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
const fixtures: Record<'private' | 'public' | 'message' | 'box', string>[] = JSON.parse(
  readFileSync(new URL('fixtures/boxes.json', import.meta.url), 'utf8'),
)

it('finds the functions of tweetnacl that are not documented', () => {
  const { lowlevel } = nacl as unknown as { lowlevel: Record<string, unknown> }
  expect(lowlevel['crypto_core_hsalsa20']).toBeTypeOf('function')
})

it('computes HSalsa20 as the example of the NaCl paper does', () => {
  // "Cryptography in NaCl" §8: the first key out of the shared secret of Alice and Bob.
  const shared = Buffer.from('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742', 'hex')
  const { lowlevel } = nacl as unknown as { lowlevel: import('../../src/sealing/open-box.ts').LowLevel }
  const key = new Uint8Array(32)
  lowlevel.crypto_core_hsalsa20(key, new Uint8Array(16), shared, Buffer.from('expand 32-byte k'))
  expect(Buffer.from(key).toString('hex')).toBe('1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389')
})

it('opens what libsodium sealed', () => {
  expect(fixtures.length).toBe(14)
  for (const fixture of fixtures) {
    const [publicBytes, privateBytes] = [bytes(fixture.public), bytes(fixture.private)]
    expect(publicHalf(privateBytes)).toEqual(publicBytes)
    const opened = openBox(bytes(fixture.box), publicBytes, privateBytes)
    expect(opened).toEqual(bytes(fixture.message))
    expect(openBoxByTweetnacl(bytes(fixture.box), publicBytes, privateBytes)).toEqual(opened)
  }
})

it('opens exactly what tweetnacl alone opens, whatever was done to the box', () => {
  const alter = fc.constantFrom<(box: Uint8Array, at: number, value: number) => Uint8Array>(
    (box) => box,
    (box, at, value) => box.map((byte, index) => (index === at % box.length ? byte ^ (value || 1) : byte)),
    (box, at) => box.slice(0, at % (box.length + 1)),
    (box, at) => box.slice(at % 8),
    (box, _, value) => Uint8Array.from([...box, value]),
    (box, at) => Uint8Array.from([...lowOrderKeys[at % lowOrderKeys.length]!, ...box.subarray(32)]),
    // The top bit of a public key is ignored in X25519, and is part of the nonce all the same.
    (box) => box.map((byte, index) => (index === 31 ? byte ^ 0x80 : byte)),
    (_, at, value) => new Uint8Array(at % 100).fill(value),
  )
  let opened = 0
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.uint8Array({ maxLength: 200 }),
      alter,
      fc.tuple(fc.nat(300), fc.integer({ min: 0, max: 255 })),
      (privateBytes, message, change, [at, value]) => {
        const publicBytes = publicHalf(privateBytes)
        expect(publicBytes).toEqual(nacl.scalarMult.base(privateBytes))
        const box = change(sealBox(message, publicBytes)!, at, value)
        const native = openBox(box, publicBytes, privateBytes)
        const reference = openBoxByTweetnacl(box, publicBytes, privateBytes)
        expect(native).toEqual(reference)
        if (native !== undefined) opened += 1
      },
    ),
    { numRuns: 300 },
  )
  expect(opened).toBeGreaterThan(10)
})

it('neither seals for a public key of low order nor opens a box that came of one', () => {
  const privateBytes = randomBytes(32)
  const publicBytes = publicHalf(privateBytes)
  for (const lowOrder of lowOrderKeys) {
    expect(sealBox(new Uint8Array(8), lowOrder)).toBeUndefined()
    // What anybody can make, because the secret it comes to is known; tweetnacl alone would open it.
    const key = nacl.box.before(lowOrder, nacl.randomBytes(32))
    const sealed = nacl.secretbox(new Uint8Array(8), boxNonce(lowOrder, publicBytes), key)
    expect(nacl.box.open(sealed, boxNonce(lowOrder, publicBytes), lowOrder, privateBytes)).not.toBeNull()
    const box = Buffer.concat([lowOrder, sealed])
    expect(openBox(box, publicBytes, privateBytes)).toBeUndefined()
  }
})

it('leaves the message to its caller and seals it differently each time', () => {
  const publicBytes = publicHalf(randomBytes(32))
  const message = Uint8Array.from([1, 2, 3])
  const boxes = [1, 2, 3].map(() => Buffer.from(sealBox(message, publicBytes)!).toString('hex'))
  expect(new Set(boxes).size).toBe(3)
  expect([...message]).toEqual([1, 2, 3])
})

const python = '/usr/bin/python3'
const hasPyNaCl = spawnSync(python, ['-c', 'import nacl.public']).status === 0

describe.skipIf(!hasPyNaCl)('with PyNaCl (skipped where /usr/bin/python3 has no nacl)', () => {
  const script = `
import base64, json, sys
from nacl.public import PrivateKey, PublicKey, SealedBox
asked = json.load(sys.stdin)
raw = base64.b64decode
key = PrivateKey(raw(asked['private']))
print(json.dumps({
  'opened': [base64.b64encode(SealedBox(key).decrypt(raw(box))).decode() for box in asked['boxes']],
  'sealed': [base64.b64encode(SealedBox(key.public_key).encrypt(raw(m))).decode() for m in asked['messages']],
}))`

  it('libsodium opens what we seal, and we open what it seals', () => {
    const privateBytes = randomBytes(32)
    const publicBytes = publicHalf(privateBytes)
    const messages = [0, 1, 31, 32, 33, 63, 64, 65, 1000].map((length) => randomBytes(length))
    const asked = {
      private: privateBytes.toString('base64'),
      messages: messages.map((message) => message.toString('base64')),
      boxes: messages.map((message) => Buffer.from(sealBox(message, publicBytes)!).toString('base64')),
    }
    const { stdout, stderr } = spawnSync(python, ['-c', script], { input: JSON.stringify(asked), encoding: 'utf8' })
    expect(stderr).toBe('')
    const answer = JSON.parse(stdout) as { opened: string[]; sealed: string[] }
    expect(answer.opened).toEqual(asked.messages)
    const opened = answer.sealed.map((box) =>
      Buffer.from(openBox(bytes(box), publicBytes, privateBytes)!).toString('base64'),
    )
    expect(opened).toEqual(asked.messages)
  })
})
