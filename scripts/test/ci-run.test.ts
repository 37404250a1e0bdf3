import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { plant, type Tree } from './support/tree.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const passing = "test('adds', () => expect(1 + 1).toBe(2))\n"
const failing = "test('is wrong', () => expect(1).toBe(2))\n"
const broken = "throw new Error('cannot be loaded')\n"

interface Server {
  /** Of `package.json`. */
  readonly scripts?: Readonly<Record<string, string>>
  /** Programs that stand before the machine's own, with what they run in a shell. */
  readonly programs?: Readonly<Record<string, string>>
}

/** Runs the repository's own `.ci/run` in a tree with these test files, as a build server would. */
function run(files: Tree, { scripts = {}, programs = {} }: Server = {}) {
  const vitest = `"${join(repository, 'node_modules/.bin/vitest')}" run --globals`
  const root = plant({
    'package.json': { private: true, scripts: { check: 'true', test: vitest, ...scripts } },
    ...files,
  })
  const script = join(root, '.ci/run')
  mkdirSync(dirname(script))
  copyFileSync(join(repository, '.ci/run'), script)
  for (const [name, body] of Object.entries(programs)) {
    const program = join(root, 'programs', name)
    mkdirSync(dirname(program), { recursive: true })
    writeFileSync(program, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
  }
  const env = { PATH: `${join(root, 'programs')}:${process.env.PATH}`, CI: 'true', HOME: '' }
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
  const { status, lastLine } = run({}, { scripts: { test: 'exit 3' } })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '0 passed, 1 failed' })
})

test('a failed check fails the run, and the tests run all the same', () => {
  const { status, lastLine, output } = run({ 'a.test.js': passing }, { scripts: { check: 'exit 1' } })
  expect({ status, lastLine }).toEqual({ status: 1, lastLine: '1 passed, 0 failed' })
  expect(output).toContain("The repository's checks failed.")
})

describe('a Debian package that is missing', () => {
  const sudo = 'shift; exec "$@"'

  test('is installed without a word', () => {
    const { status, output } = run(
      { 'a.test.js': passing },
      { programs: { sudo, 'dpkg-query': 'exit 1', 'apt-get': 'echo Unpacking' } },
    )
    expect(status).toBe(0)
    expect(output).toMatch(/^Installing chromium [a-z0-9 -]+ …\n/)
    expect(output).not.toContain('Unpacking')
  })

  test('is installed while the checks run, and before the tests do', () => {
    // Ends well only where the checks ran before it ended.
    const install = 'for _ in $(seq 100); do [ -e checked ] && exec touch installed; sleep 0.1; done; exit 100'
    const aptGet = `case " $* " in *" install "*) ${install} ;; esac`
    const { lastLine, output } = run(
      {
        'a.test.js':
          "import { existsSync } from 'node:fs'\ntest('is there', () => expect(existsSync('installed')).toBe(true))\n",
      },
      { scripts: { check: 'touch checked' }, programs: { sudo, 'dpkg-query': 'exit 1', 'apt-get': aptGet } },
    )
    expect(lastLine).toBe('1 passed, 0 failed')
    expect(output).not.toContain('Could not install')
  })

  test('and cannot be installed is named, and the tests run all the same', () => {
    const { status, lastLine, output } = run(
      { 'a.test.js': passing },
      { programs: { sudo, 'dpkg-query': 'exit 1', 'apt-get': 'exit 100' } },
    )
    expect({ status, lastLine }).toEqual({ status: 0, lastLine: '1 passed, 0 failed' })
    expect(output).toMatch(/Could not install chromium [a-z0-9 -]+; tests that need it are skipped\./)
  })
})
