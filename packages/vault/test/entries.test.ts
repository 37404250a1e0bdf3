import { expect, it } from 'vitest'
import { packagesLoadedBy } from './support/bundles.ts'

const entries = {
  '.': ['@connform/core'],
  browser: ['@connform/core', '@noble/hashes/blake2.js', 'tweetnacl'],
  'kms/aws': ['@aws-sdk/client-kms', '@connform/core'],
  sealing: ['@connform/core', '@noble/hashes/blake2.js', 'tweetnacl'],
}
for (const [entry, packages] of Object.entries(entries)) {
  it(`loads for the entry ${entry} what that needs, and nothing that others leave out`, async () => {
    expect(await packagesLoadedBy(entry)).toEqual(packages)
  })
}
