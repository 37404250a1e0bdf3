import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillTemplate, fillUrlTemplate, placeholdersOf } from '../src/index.ts'

describe('a template', () => {
  it('names its placeholders in order', () => {
    expect(placeholdersOf('https://{shop}.example/{storeHash}/{shop}')).toEqual(['shop', 'storeHash', 'shop'])
  })

  it('takes no query with braces for a placeholder', () => {
    expect(placeholdersOf('query { site { name } } {} {1} { a }')).toEqual([])
  })

  it('keeps a placeholder that nothing is known for', () => {
    expect(fillTemplate('{a}-{b}', (name) => (name === 'a' ? '1' : undefined))).toBe('1-{b}')
  })

  it('puts text in as it is, with the signs that replacing gives a meaning', () => {
    expect(fillTemplate('[{a}]', () => "$& $1 $' {a}")).toBe("[$& $1 $' {a}]")
  })
})

describe('a template, whatever braces it has', () => {
  it('is filled as a regular expression for its placeholders would fill it', () => {
    const template = fc.string({ unit: fc.constantFrom('{', '}', 'a', 'B', '1', ' ', 'é') })
    const known: Readonly<Record<string, string>> = { a: '[1]', B: '{a}', aB: '' }
    fc.assert(
      fc.property(template, (text) => {
        const expected = text.replace(/\{([a-zA-Z][a-zA-Z0-9]*)\}/g, (whole, name: string) => known[name] ?? whole)
        expect(fillTemplate(text, (name) => known[name])).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a template of a URL', () => {
  it('takes texts and numbers, and nothing else', () => {
    const values = { shop: 'candle', page: 2, open: true, tags: ['a'] }
    expect(fillUrlTemplate('https://{shop}.example/{page}/{open}/{tags}/{toString}', values)).toBe(
      'https://candle.example/2/{open}/{tags}/{toString}',
    )
  })

  it('lets no value leave its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (shop) => {
        fc.pre(shop.isWellFormed() && !/^\.{1,2}$/.test(shop))
        const url = new URL(fillUrlTemplate('https://api.example/shops/{shop}/books?limit=1', { shop }))
        expect(url.origin).toBe('https://api.example')
        expect(url.pathname.split('/').length).toBe(4)
        expect(url.search).toBe('?limit=1')
      }),
    )
  })

  it.each([
    ['https://status.example', 'https://status.example/ping'],
    ['https://status.example/', 'https://status.example/ping'],
    ['https://status.example/base/?a=1#b', 'https://status.example/base/ping'],
    ['https://user:secret@status.example', 'https://status.example/ping'],
  ])('begins with the whole address %s', (url, expected) => {
    expect(fillUrlTemplate('{url}/ping', { url })).toBe(expected)
  })
})
