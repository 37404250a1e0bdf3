import type { TestOutcome } from '../test/record-results.ts'
import type { ChecklistRow } from './read-checklist.ts'

/**
 * Rows without a passing test, each with what is wrong, in words.
 *
 * @param isWholeRun A test that is not among the outcomes was not run; otherwise its file may have been left out.
 */
export function unproved(
  rows: readonly ChecklistRow[],
  outcomes: readonly TestOutcome[],
  isWholeRun: boolean,
): string[] {
  const byTest = new Map<string, boolean>()
  for (const { file, title, passed } of outcomes) {
    const key = `${file}\n${title}`
    // One title may stand for several, one per database: all of them must pass.
    byTest.set(key, passed && (byTest.get(key) ?? true))
  }
  const files = new Set(outcomes.map(({ file }) => file))
  return rows.flatMap(({ id, tests }) =>
    tests.flatMap(({ file, title }) => {
      const passed = byTest.get(`${file}\n${title}`)
      if (passed === true || (passed === undefined && !isWholeRun && !files.has(file))) return []
      return [`${id}: ${file} › ${title} ${passed === false ? 'did not pass' : 'was not run'}`]
    }),
  )
}
