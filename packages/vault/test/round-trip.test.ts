import fc from 'fast-check'
import { compactDecrypt } from 'jose'
import { expect, it } from 'vitest'
import { loadedVault, place, vaultWithKnownKey } from './support/vaults.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom(' ', '\n', 'a', '\u0000', '🦜'), maxLength: 200 }),
)
/** Texts of the shape that keeps a foreign reader happy: JSON, in any indentation and with white space at its end. */
const json = fc
  .tuple(fc.jsonValue(), fc.constantFrom(0, 2), fc.string({ unit: fc.constantFrom(' ', '\n'), maxLength: 5 }))
  .map(([value, indent, end]) => JSON.stringify(value, null, indent) + end)

it('gives back every text it sealed, for every place', async () => {
  const vault = await loadedVault()
  fc.assert(
    fc.property(text, fc.string({ unit: 'binary' }), fc.string(), (sealed, connection, slot) => {
      const here = { tenant: 'one', connection, slot }
      expect(vault.open(here, vault.seal(here, sealed))).toBe(sealed)
    }),
    { numRuns: 2000 },
  )
})

it('gives back texts of every length around the blocks of the padding and the shared buffer', async () => {
  const vault = await loadedVault()
  for (const length of [
    0, 1, 62, 63, 64, 65, 127, 128, 129, 2687, 2688, 2689, 2709, 2710, 2711, 8128, 8191, 8192, 8193,
  ]) {
    for (const end of ['', ' ', '\n', 'é', '🦜']) {
      for (const filler of ['a', '€', ' ', '\n']) {
        const sealed = filler.repeat(length) + end
        expect(vault.open(place, vault.seal(place, sealed)) === sealed).toBe(true)
      }
    }
  }
})

it('fills the payload up to a multiple of 64 bytes, and leaves JSON readable as JSON', async () => {
  const { vault, dataKey } = await vaultWithKnownKey()
  await fc.assert(
    fc.asyncProperty(json, async (sealed) => {
      const { plaintext } = await compactDecrypt(vault.seal(place, sealed), dataKey)
      expect(plaintext.length % 64).toBe(0)
      expect(plaintext.length).toBeGreaterThan(0)
      expect(JSON.parse(new TextDecoder().decode(plaintext))).toEqual(JSON.parse(sealed))
    }),
    { numRuns: 200 },
  )
})

it('makes tokens of one length out of all secrets that fit one block', async () => {
  const vault = await loadedVault()
  const lengths = Array.from({ length: 64 }, (_, length) => vault.seal(place, 'x'.repeat(length)).length)
  expect(new Set(lengths).size).toBe(1)
})
