import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable } from '../src/output/printable.ts'
import { wrap } from '../src/output/wrap.ts'

describe('printable', () => {
  test.each([
    ['plain text, Ünïcode and \u{1f600}\tand lines\n', 'plain text, Ünïcode and \u{1f600}\tand lines\n'],
    ['\u001b[31mred\u001b[39m', '\u001b[31mred\u001b[39m'],
    ['\u001b[2J', '\\u001b[2J'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31mx', '\\u009b31mx'],
    ['a\rb', 'a\\u000db'],
    ['\u202egpj', '\\u202egpj'],
  ])('%j', (text, shown) => {
    expect(printable(text)).toBe(shown)
  })

  test('JSON stays the same JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(printable(JSON.stringify(JSON.parse(json))))).toEqual(JSON.parse(json))
      }),
    )
  })
})

describe('wrap', () => {
  test('breaks at spaces and indents what follows', () => {
    expect(wrap('  → one two three', 11)).toBe('  → one two\n    three')
    expect(wrap('short\nlines stay', 20)).toBe('short\nlines stay')
    expect(wrap('a-word-that-is-too-long', 5)).toBe('a-word-that-is-too-long')
  })

  test('leaves a command whole, so that it can be copied', () => {
    expect(wrap('Next:\n  $ connform show some-id', 10)).toBe('Next:\n  $ connform show some-id')
  })

  test('leaves no space at the end of a line', () => {
    expect(wrap('one two  three', 9)).toBe('one two\n  three')
    expect(wrap('one two  three', 7)).toBe('one two\n  three')
  })

  test('counts what is seen: colours take no room', () => {
    expect(wrap('\u001b[1mone\u001b[22m two', 7)).toBe('\u001b[1mone\u001b[22m two')
  })

  test('loses no word, and only a line of one word is too long', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 40 }), fc.integer({ min: 10, max: 60 }), (text, columns) => {
        const wrapped = wrap(text, columns)
        expect(wrapped.split(/\s+/)).toEqual(text.split(/\s+/))
        for (const line of wrapped.split('\n')) {
          expect(line.length <= columns || line.trim().split(' ').length === 1).toBe(true)
        }
      }),
    )
  })
})
