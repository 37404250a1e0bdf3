import { expect, it } from 'vitest'
import { ivSource } from '../src/iv-source.ts'
import { loadedVault, place } from './support/vaults.ts'

for (const pool of [0, 1, 256]) {
  it(`draws no IV twice with a pool of ${pool}`, () => {
    const ivs = ivSource(pool)
    const seen = new Set<string>()
    for (let count = 0; count < 100_000; count += 1) seen.add(ivs.next().toString('latin1'))
    expect(seen.size).toBe(100_000)
    expect(seen.has('\0'.repeat(12))).toBe(false)
  })
}

it('draws other IVs after it was erased', () => {
  const ivs = ivSource(4)
  const first = ivs.next().toString('hex')
  ivs.erase()
  expect(ivs.next().toString('hex')).not.toBe('0'.repeat(24))
  expect(ivs.next().toString('hex')).not.toBe(first)
})

it('seals with another IV each time, across vaults and tenants', async () => {
  const vaults = await Promise.all([loadedVault(), loadedVault({ ivPool: 0 }), loadedVault({ ivPool: 3 })])
  const ivs = new Set<string>()
  for (let count = 0; count < 5000; count += 1)
    for (const vault of vaults) ivs.add(vault.seal(place, 'a').split('.')[2]!)
  expect(ivs.size).toBe(15_000)
})
