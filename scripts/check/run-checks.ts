// `npm run check`: all that is true of this repository beside its tests, one sentence each. Goes on after a failure,
// so that one run tells everything; ends with 1 if anything failed. With names, runs those alone:
// `npm run check -- floors forbidden`.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { inspect, styleText } from 'node:util'
import { lintDefinition } from '../../schemas/src/lint.ts'
import { definitionsCheck } from './check-definitions.ts'
import { checkFloors } from './check-floors.ts'
import { checkForbidden } from './check-forbidden.ts'
import { checkLockFiles } from './check-lock-files.ts'
import { checkTopLevel } from './check-top-level.ts'
import type { Check } from './problem.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Most of them work on one core for a part of their time. */
const AT_ONCE = 2

/** What went wrong, ready to print; empty where nothing did. */
type Report = () => Promise<string>

interface NamedCheck {
  readonly name: string
  readonly sentence: string
  readonly report: Report
}

const checks: readonly NamedCheck[] = [
  { name: 'style', sentence: 'Files are formatted and linted.', report: tool('biome', 'check', '.') },
  {
    name: 'types',
    sentence: 'Packages type-check.',
    report: tool('turbo', 'run', 'typecheck', '--output-logs=errors-only'),
  },
  { name: 'script-types', sentence: 'Scripts type-check.', report: tool('tsc', '-p', 'scripts/tsconfig.json') },
  { name: 'test-types', sentence: 'Tests type-check.', report: tool('tsc', '-p', 'scripts/test/tsconfig.json') },
  { name: 'floors', sentence: 'Imports point down the floors, and stay in their package.', report: ours(checkFloors) },
  { name: 'forbidden', sentence: 'Every door has one home.', report: ours(checkForbidden) },
  { name: 'top-level', sentence: 'The root holds what it should and nothing else.', report: ours(checkTopLevel) },
  { name: 'lock-files', sentence: 'Lock files name no host.', report: ours(checkLockFiles) },
  {
    name: 'definitions',
    sentence: 'Definitions keep the rules and are all published.',
    report: ours(definitionsCheck(lintDefinition)),
  },
  { name: 'dead-code', sentence: 'Nothing is unused.', report: tool('knip', '--no-progress') },
  {
    name: 'packages',
    sentence: 'Packages are well formed.',
    report: tool('turbo', 'run', 'lint:package', '--output-logs=errors-only'),
  },
]

/** A check of ours. */
function ours(check: Check): Report {
  return async () => {
    const problems = await check(root)
    return problems.map(({ where, what }) => `${where} ${what}`).join('\n')
  }
}

/** A check by a tool of the workspace: its output counts where it does not end with 0. */
function tool(name: string, ...words: readonly string[]): Report {
  return async () => {
    const command = join(root, 'node_modules', '.bin', name)
    const child = spawn(command, words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    const ended = new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status, signal) => resolve(status ?? signal))
    })
    const [status, said, complained] = await Promise.all([ended, text(child.stdout), text(child.stderr)])
    return status === 0 ? '' : `${said}${complained}`.trim() || `${name} ended with ${status}`
  }
}

/** Runs some at a time, in their order; a report is there as soon as its check has ended. */
function begin(reports: readonly Report[], atOnce: number): readonly Promise<string>[] {
  const runs = reports.map((report) => ({ report, told: Promise.withResolvers<string>() }))
  const waiting = runs.values()
  const work = async (): Promise<void> => {
    for (const { report, told } of waiting) told.resolve(await report().catch((error: unknown) => inspect(error)))
  }
  for (let lane = 0; lane < atOnce; lane += 1) void work()
  return runs.map(({ told }) => told.promise)
}

async function run(names: readonly string[]): Promise<boolean> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name))
  if (unknown.length > 0) {
    console.error(`Unknown check: ${unknown.join(', ')}. Checks: ${checks.map(({ name }) => name).join(', ')}.`)
    return false
  }
  const wanted = checks.filter(({ name }) => names.length === 0 || names.includes(name))
  const reports = begin(
    wanted.map(({ report }) => report),
    AT_ONCE,
  )
  let passed = true
  for (const [index, { name, sentence }] of wanted.entries()) {
    const problems = (await reports[index]) ?? ''
    passed &&= problems === ''
    console.log(
      problems === '' ? `${styleText('green', '✓')} ${sentence}` : `${styleText('red', '✗')} ${sentence} (${name})`,
    )
    if (problems !== '') console.log(problems.replace(/^/gm, '    '))
  }
  return passed
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1
