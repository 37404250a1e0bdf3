import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from '../src/index.ts'
import { looksClean } from '../src/text/clean-text.ts'
import { extremeJson, hostileText } from './support/hostile-json.ts'

const mended: readonly [what: string, given: string, text: string, removed: readonly string[]][] = [
  ['spaces around', '  abc123xyz ', 'abc123xyz', ['spaces']],
  ['a no-break space', '\u00a0abc', 'abc', ['spaces']],
  ['a tab', '\tabc\t', 'abc', ['spaces']],
  ['a line break at the end', 'abc\r\n', 'abc', ['line breaks']],
  ['line breaks inside', 'abc\n  def\u2028ghi', 'abcdefghi', ['line breaks', 'spaces']],
  ['a byte order mark', '\ufeffabc', 'abc', ['invisible characters']],
  ['a zero-width space inside', 'ab\u200bc', 'abc', ['invisible characters']],
  ['a soft hyphen', 'ab\u00adc', 'abc', ['invisible characters']],
  ['a joiner beside ASCII', 'ab\u200dc', 'abc', ['invisible characters']],
  ['direction marks', '\u202aabc\u202c', 'abc', ['invisible characters']],
  ['control characters', 'a\u0000b\u0007c', 'abc', ['invisible characters']],
  ['straight quotes', '"abc"', 'abc', ['quotes']],
  ['single quotes', "'abc'", 'abc', ['quotes']],
  ['backticks', '`abc`', 'abc', ['quotes']],
  ['curly quotes', '“abc”', 'abc', ['quotes']],
  ['German quotes', '„abc“', 'abc', ['quotes']],
  ['guillemets', '«abc»', 'abc', ['quotes']],
  ['quotes within quotes', `" 'abc' "`, 'abc', ['quotes', 'spaces']],
  ['nothing but spaces', ' \t ', '', ['spaces']],
]

const kept: readonly [what: string, text: string][] = [
  ['nothing', ''],
  ['a plain text', 'abc123xyz'],
  ['spaces inside', 'Production store'],
  ['one quote', '"abc'],
  ['quotes around words of a text', '"one" and "two"'],
  ['an apostrophe', "it's"],
  ['joiners in an emoji', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
  ['a non-joiner between Persian letters', 'می\u200cخواهم'],
  ['the sign of an Arabic number', '\u0600۱'],
]

describe('cleaning a text', () => {
  it.each(mended)('removes %s and says so', (_, given, text, removed) => {
    const cleaned = cleanText(given)
    expect(cleaned.text).toBe(text)
    expect([...cleaned.removed].sort()).toEqual([...removed].sort())
  })

  it.each(kept)('leaves %s as it is', (_, text) => {
    expect(cleanText(text)).toEqual({ text, removed: [] })
  })

  it('gives the same text when done twice, never a longer one, and says whether it did anything', () => {
    fc.assert(
      fc.property(hostileText, (given) => {
        const { text, removed } = cleanText(given)
        expect(cleanText(text)).toEqual({ text, removed: [] })
        expect(text.length).toBeLessThanOrEqual(given.length)
        expect(removed.length > 0).toBe(text !== given)
      }),
      { numRuns: 3000 },
    )
  })

  it('is skipped only for texts that it would leave alone', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ maxLength: 6 })), (text) => {
        if (looksClean(text)) expect(cleanText(text).text).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })

  it.each(Object.entries(extremeJson).filter(([, make]) => typeof make() === 'string'))('manages %s', (_, make) => {
    const given = make() as string
    const { text } = cleanText(given)
    expect(text.length).toBeLessThanOrEqual(given.length)
    expect(cleanText(text).text).toBe(text)
  })
})
