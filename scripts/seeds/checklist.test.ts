import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, inject, test } from 'vitest'
import type { TestOutcome } from '../test/record-results.ts'
import { readChecklist } from './read-checklist.ts'
import { unproved } from './unproved.ts'

const root = new URL('../../', import.meta.url)
const rows = readChecklist(readFileSync(new URL('docs/seeds.md', root), 'utf8'))

// This project runs after all others, so that their results are there.
describe('the checklist of what the five pages say', () => {
  test('every row names tests that stand in their files, or says why there is nothing to prove', () => {
    const missing = rows.flatMap(({ id, tests }) =>
      tests
        .filter(({ file, title }) => !existsSync(new URL(file, root)) || !holds(file, title))
        .map(({ file, title }) => `${id}: ${file} › ${title}`),
    )
    expect(missing).toEqual([])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })

  test('every row has a test that passed in this run', () => {
    const lines = readFileSync(inject('resultsFile'), 'utf8').split('\n').filter(Boolean)
    const outcomes = lines.map((line) => JSON.parse(line) as TestOutcome)
    expect(unproved(rows, outcomes, inject('isWholeRun'))).toEqual([])
  })
})

describe('a row', () => {
  const row = '| U1 | Label is shown. | `a.test.ts` › shows it<br>`b.test.ts` › shows it, too |'

  test('is unproved by a test that failed, was left out or is not there; proved by one that passed', () => {
    const [read] = readChecklist(row)
    expect(read?.tests).toEqual([
      { file: 'a.test.ts', title: 'shows it' },
      { file: 'b.test.ts', title: 'shows it, too' },
    ])
    const passed = { file: 'a.test.ts', title: 'shows it', passed: true }
    const failed = { file: 'b.test.ts', title: 'shows it, too', passed: false }
    const check = (outcomes: TestOutcome[], isWholeRun: boolean) => unproved(readChecklist(row), outcomes, isWholeRun)
    expect(check([passed, { ...failed, passed: true }], true)).toEqual([])
    expect(check([passed, failed], false)).toEqual(['U1: b.test.ts › shows it, too did not pass'])
    expect(check([passed, failed, { ...failed, passed: true }], false).length).toBe(1)
    expect(check([passed], true)).toEqual(['U1: b.test.ts › shows it, too was not run'])
    expect(check([passed], false)).toEqual([])
    expect(check([{ ...passed, title: 'another' }], false).length).toBe(1)
  })

  test('without a test or a reason is refused', () => {
    expect(() => readChecklist('| U1 | Label is shown. | soon |')).toThrow('U1 names no test')
    expect(readChecklist('| U1 | Log in to the PIM. | Not ours: the PIM does it. |')[0]?.reason).toBe(
      'the PIM does it.',
    )
  })
})

/** A title stands in its file as it is, or as the pattern of a table of tests: `%s is listed`. */
function holds(file: string, title: string): boolean {
  const source = readFileSync(new URL(file, root), 'utf8')
  if (source.includes(title) || source.includes(title.replaceAll("'", "\\'"))) return true
  const patterns = [...source.matchAll(/'([^'\n]*%[sj][^'\n]*)'/g)].map(([, pattern = '']) => pattern)
  return patterns.some((pattern) => new RegExp(`^${pattern.split(/%[sj]/).map(escaped).join('.+')}$`).test(title))
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
