import { createSecretKey } from 'node:crypto'
import { keyFromBytes, memoryDataKeys } from '@connform/vault'
import { expect, it } from 'vitest'
import { jweHeader, openJwe, sealJwe } from '../src/jwe.ts'
import { loadedVault, place } from './support/vaults.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

// RFC 7516 appendix A.1, with the encrypted key left out: it is not covered by the tag.
it('makes and opens the A256GCM example of RFC 7516', () => {
  const key = createSecretKey(
    Buffer.from([
      177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34, 105, 47,
      130, 203, 46, 122, 234, 64, 252,
    ]),
  )
  const iv = Buffer.from([227, 197, 117, 252, 2, 219, 233, 68, 180, 225, 77, 219])
  const payload = Buffer.from('The true sign of intelligence is not knowledge but imagination.')
  const header = jweHeader('{"alg":"RSA-OAEP","enc":"A256GCM"}')
  const token = sealJwe(header, key, { iv, payload })
  expect(token).toBe(
    'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ..48V1_ALb6US04U3b.' +
      '5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ',
  )
  expect(openJwe(header, key, token)).toEqual(payload)
})

// Test cases 13, 14 and 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), appendix B, submitted to NIST.
const vectors = [
  {
    name: '13',
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    aad: '',
    plain: '',
    cipher: '',
    tag: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    name: '14',
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    aad: '',
    plain: '00'.repeat(16),
    cipher: 'cea7403d4d606b6e074ec5d3baf39d18',
    tag: 'd0d1c8a799996bf0265b98b5d48ab919',
  },
  {
    name: '16',
    key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
    iv: 'cafebabefacedbaddecaf888',
    aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
    plain:
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    cipher:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    tag: '76fc6ece0f4e1768cddf8853bb2d551b',
  },
]

for (const vector of vectors) {
  it(`makes and opens test case ${vector.name} of the GCM specification`, () => {
    const key = createSecretKey(hex(vector.key))
    const header = { encoded: 'header', associatedData: hex(vector.aad) }
    const token = sealJwe(header, key, { iv: hex(vector.iv), payload: hex(vector.plain) })
    const parts = token
      .split('.')
      .slice(2)
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    expect(parts).toEqual([vector.iv, vector.cipher, vector.tag])
    expect(openJwe(header, key, token)?.toString('hex')).toBe(vector.plain)
  })
}

// Computed with Python: hmac.new(bytes(range(32)), b"vault kid v1", sha256).digest()[:16], in base64url.
it('derives the id of a key from the key', () => {
  expect(keyFromBytes(Uint8Array.from({ length: 32 }, (_, index) => index)).id).toBe('v0g5aFPPIWLSbPgROLrZow')
})

// Made with pyca/cryptography 48.0: key-encryption key 00…1f, data key 20…3f, IVs 00…0b and 0c…17.
const keyId = 'Dl8769fgDGuWtuSrFgM2BA'
const wrapped =
  'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoidjBnNWFGUFBJV0xTYlBnUk9MclpvdyIsImN0eSI6Imp3aytqc29u' +
  'IiwidGlkIjoib25lIn0..AAECAwQFBgcICQoL.PCC9b7zH-DniIuOpncsTT7n0zne1EhYFaQuv7H4GS-FuYuK_n7Re4jXcMofFt2' +
  'Zst2ovyTHg7KBIrnpzIMGI.VQyDQjfLiznzyTqnhAD2vw'
const token =
  'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiRGw4NzY5ZmdER3VXdHVTckZnTTJCQSIsInRpZCI6Im9uZSIsImNp' +
  'ZCI6ImNvbi0xIiwiZmxkIjoiY3JlZGVudGlhbHMifQ..DA0ODxAREhMUFRYX.mRgvVldYc8yKOo-RnPfZ5chVl8XrzfUowvrCPAs' +
  'uqGfPLiBjXzA2IsFtCC6zQxWWTGmkl8FxJU0izkgFrdKAmQ.9kogYs802a4foL7vVxIrvg'

it('opens a token and a wrapped data key that another implementation made', async () => {
  const dataKeys = memoryDataKeys()
  await dataKeys.insertActive({
    tenant: 'one',
    keyId,
    wrapped,
    wrappedBy: 'v0g5aFPPIWLSbPgROLrZow',
    state: 'active',
    uses: 0,
    createdAt: new Date().toISOString(),
  })
  const keyEncryptionKey = keyFromBytes(Uint8Array.from({ length: 32 }, (_, index) => index))
  const vault = await loadedVault({ keyEncryptionKey, dataKeys })
  expect(vault.keyIdOf(token)).toBe(keyId)
  expect(vault.open(place, token)).toBe('{"accessToken":"für alle"}')
})
