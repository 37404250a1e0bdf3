import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deriveStore } from '../src/index.ts'
import { expectNoSecret } from './support/canary.ts'
import { fileLines, fileSecret, fileToken } from './support/credentials-file.ts'

const pieces = [
  ...['https://', 'http:', '//', '/', ':', '.', '-', '@', '?', '=', ' ', '\n', '"', "'", '%2F', '%3A', '\\/', '\u200b'],
  ...[
    'api.bigcommerce.com',
    'payments.bigcommerce.com',
    'cdn11.bigcommerce.com',
    'login.bigcommerce.com',
    'evil.example',
  ],
  ...['.mybigcommerce.com', 'stores', 'store-', 's-', 'v3', 'manage', 'channel', 'context=', 'x-store-hash', '{hash}'],
  ...['abc123xyz', 'ci4bzn8adz', 'ABC123XYZ', '2', '443', 'a', ...fileLines],
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** A text as it may be read: without escapes, in one case. */
const plain = (given: string) =>
  given
    .replace(/%2f/gi, '/')
    .replace(/\u200b/g, '')
    .toLowerCase()

it('gives only a hash of the known form that stands in the text, or an issue', () => {
  fc.assert(
    fc.property(text, (given) => {
      const { values, issues } = deriveStore(given)
      const { storeHash, channelId, subdomain } = values
      expect(issues.length > 0).toBe(storeHash === undefined)
      if (storeHash === undefined) return
      expect(storeHash).toMatch(/^[a-z0-9]{4,20}$/)
      expect(plain(given)).toContain(storeHash)
      if (channelId !== undefined) expect(plain(given)).toContain(String(channelId))
      if (subdomain !== undefined) expect(plain(given)).toContain(`${subdomain}.mybigcommerce.com`)
    }),
    { numRuns: 10_000 },
  )
})

it('prints no secret of a credentials file, whatever stands around it', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expectNoSecret(deriveStore(`${before}\n${fileLines.join('\n')}\n${after}`), fileToken, fileSecret)
    }),
    { numRuns: 1000 },
  )
})

it.each<[what: string, unit: string]>([
  ['one letter', 'a'],
  ['slashes', '/'],
  ['quotes', '"'],
  ['apostrophes', "'"],
  ['a letter and quotes', 'x"""""""""'],
  ['spaces', ' '],
  ['line breaks', '\n'],
  ['colons', ':'],
  ['dots', 'a.'],
  ['hyphens', 'a-'],
  ['hosts', 'store-abc123xyz.mybigcommerce.com:'],
  ['prefixes', 'store-'],
  ['paths', 'stores/'],
  ['API hosts', 'api.bigcommerce.com/'],
  ['schemes', 'https://'],
  ['escapes', '%2F'],
  ['labels of the file', 'ACCESS TOKEN: '],
  ['lines of the file', 'CLIENT ID: x\n'],
])('manages 1 MB of %s', (_, unit) => {
  const long = unit.repeat(Math.ceil(1_000_000 / unit.length))
  for (const given of [long, `${long}x`, `x${long}`, `stores/abc123xyz ${long}`]) {
    expect(deriveStore(given).secrets).toEqual({})
  }
})
