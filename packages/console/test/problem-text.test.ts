import { expect, it } from 'vitest'
import { localCodes, Problem } from '../src/api/problem.ts'
import { problemText } from '../src/shell/problem-text.ts'
import { de } from '../src/texts/de.ts'
import { en } from '../src/texts/en.ts'

it('has words of each language for every code that the page itself gives', () => {
  for (const t of [en, de]) {
    const texts = Object.values(localCodes).map((code) => problemText(new Problem(0, { code }), t).text)
    expect(new Set(texts).size).toBe(texts.length)
    for (const [index, code] of Object.values(localCodes).entries()) expect(texts[index]).not.toBe(code)
  }
})
