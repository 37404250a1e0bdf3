import { appendFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, inject, type RunnerTestCase } from 'vitest'

// A test of pages has the browser's idea of `new URL`, which is no file.
const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/** What came of one test, as a line of JSON in the file of a run's results. */
export interface TestOutcome {
  /** Path from the root of the repository. */
  readonly file: string
  readonly title: string
  readonly passed: boolean
}

const begun = new Set<Readonly<RunnerTestCase>>()

beforeEach(({ task }) => {
  begun.add(task)
})

// Last of all in a file, when every result stands.
afterAll(() => {
  const lines = [...begun].map((task) => `${JSON.stringify(outcomeOf(task))}\n`)
  begun.clear()
  appendFileSync(inject('resultsFile'), lines.join(''))
})

const outcomeOf = ({ file, name, result }: Readonly<RunnerTestCase>): TestOutcome => ({
  file: relative(root, file.filepath),
  title: name,
  passed: result?.state === 'pass',
})
