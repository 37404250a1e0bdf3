import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { plant, type Tree } from './support/tree.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const passing = "test('adds', () => expect(1 + 1).toBe(2))\n"
const failing = "test('is wrong', () => expect(1).toBe(2))\n"
const broken = "throw new Error('cannot be loaded')\n"

/** Runs the repository's own `.ci/run` in a tree with these test files, as a build server would. */
function run(files: Tree, scripts: Readonly<Record<string, string>> = {}) {
  const vitest = `"${join(repository, 'node_modules/.bin/vitest')}" run --globals`
  const root = plant({
    'package.json': { private: true, scripts: { check: 'true', test: vitest, ...scripts } },
    ...files,
  })
  const script = join(root, '.ci/run')
  mkdirSync(dirname(script))
  copyFileSync(join(repository, '.ci/run'), script)
  const env = { PATH: process.env.PATH, CI: 'true', HOME: '' }
  const { status, stdout, stderr } = spawnSync(script, { cwd: '/', env, encoding: 'utf8' })
  return { status, lastLine: stdout.trimEnd().split('\n').at(-1), output: stdout + stderr }
}

test('a build server sees the tests and ends with what was counted', () => {
  const { status, lastLine, output } = run({ 'a.test.js': passing + passing, 'b.test.js': passing })
  expect({ status, lastLine }).toEqual({ status: 0, lastLine: '3 passed, 0 failed' })
  expect(output).toContain('a.test.js')
})

test('a failed test is counted, and the run fails', () => {
  const { status, lastLine } = run({ 'a.test.js': passing + failing, 'b.test.js': failing })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '1 passed, 2 failed' })
})

test('a test file that cannot be loaded counts as one failure', () => {
  const { status, lastLine } = run({ 'a.test.js': passing, 'b.test.js': broken })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '1 passed, 1 failed' })
})

test('a run that leaves no report counts as one failure', () => {
  const { status, lastLine } = run({}, { test: 'exit 3' })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '0 passed, 1 failed' })
})

test('a failed check fails the run, and the tests run all the same', () => {
  const { status, lastLine, output } = run({ 'a.test.js': passing }, { check: 'exit 1' })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '1 passed, 0 failed' })
  expect(output).toContain("The repository's checks failed.")
})
