import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHarmless } from '../src/lint/is-harmless.ts'

const field = (pattern: string) => ({ schema: { type: 'string', title: 'Shop', maxLength: 50, pattern } }) as const

const atom = fc.constantFrom(
  ...['shop-', 'x', '\\.', '\\/', ':', '.', '[a-z]', '[a-z0-9-]', '[0-z]', '[+-9]', '[a.]', '[A-Z/]', '[^a-z]', '\\w'],
  ...[
    '[^\\s/?#%\\\\@:.]',
    '[^.]',
    '[+\\-9]',
    '(?:[a-z]|\\.)',
    '(?:-[a-z]{2})',
    '\\d',
    '[\\w-]',
    '[@-z]',
    '\\?',
    '%',
    '\\p{L}',
  ],
)
const times = fc.constantFrom('', '?', '*', '+', '{1,3}')
const pattern = fc
  .array(fc.tuple(atom, times), { minLength: 1, maxLength: 4 })
  .map((parts) => `^${parts.flat().join('')}$`)

describe('a field in an address', () => {
  it.each([
    '^[a-z0-9]{4,20}$',
    '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$',
    '^shop-\\d+$',
    '^[\\w-]+$',
    '^[^\\s/?#%\\\\@:.]+$',
  ])('may be %s', (text) => {
    expect(isHarmless(field(text))).toBe(true)
  })

  it.each(['^https://[a-z.]+$', '^shop-[0-z]+$', '^[^/]+$', '^.+$', '^shop\\.[a-z]+$'])('may not be %s', (text) => {
    expect(isHarmless(field(text))).toBe(false)
  })

  it('leads nowhere else with any text that its pattern matches', () => {
    const seen = { harmless: 0 }
    fc.assert(
      fc.property(
        pattern.filter((text) => isHarmless(field(text))).chain((text) => fc.stringMatching(new RegExp(text, 'u'))),
        (value) => {
          seen.harmless++
          const url = URL.parse(`https://${value}.shop.example/${value}/end`)
          expect(url === null || url.pathname.split('/').length === 3).toBe(true)
          expect(url === null || url.hostname.endsWith('.shop.example')).toBe(true)
          expect(value).not.toMatch(/[/?#%\\@:. ]/)
        },
      ),
      { numRuns: 1_000 },
    )
    expect(seen.harmless).toBeGreaterThanOrEqual(1_000)
  })
})
