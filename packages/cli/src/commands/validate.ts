import { maskValues, type Prepared } from '@connform/core'
import { checkWith } from '../bulk/check.ts'
import { type Command, type CommandCall, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeIssues } from '../output/issues.ts'
import { UsageError } from '../usage-error.ts'
import { findAdapter } from './find-adapter.ts'

/** What `validate --json` prints; secrets are masked. */
export interface ValidationReport {
  readonly valid: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly issues: Prepared['issues']
  readonly changes: Prepared['changes']
}

/** Cleans and checks one input, or one per line with `--ndjson`. */
export const validate: Command = async (context, call) => {
  const { terminal } = context
  const jobs = jobsOf(call)
  const adapter = await findAdapter(requiredWord(call, 0))
  const { definition } = adapter
  const file = call.words[1] ?? '-'
  if (call.options['ndjson'] === true) {
    const { validateLines } = await import('./validate-lines.ts')
    return validateLines(context, { file, adapter, jobs })
  }
  const prepared = checkWith(adapter, new Date())(await readJson(file))
  const report = validationReport(prepared)
  if (call.options.json) terminal.json(report)
  else {
    for (const line of describeIssues(terminal, report.issues, report.changes)) terminal.out(line)
    terminal.out(
      report.valid
        ? `${terminal.style('green', '✓')} This is a complete ${definition.title} connection.`
        : `${terminal.style('red', '✗')} This ${definition.title} connection is not complete yet.`,
    )
  }
  return report.valid ? exitCode.done : exitCode.notGood
}

const validationReport = (prepared: Prepared): ValidationReport => ({
  valid: prepared.ok,
  values: maskValues(prepared),
  issues: prepared.issues,
  changes: prepared.changes,
})

const MOST_JOBS = 64

function jobsOf(call: CommandCall): number | undefined {
  const text = textOption(call, 'jobs')
  if (text === undefined) return undefined
  const jobs = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (jobs < 1 || jobs > MOST_JOBS) throw new UsageError(`--jobs must be a whole number from 1 to ${MOST_JOBS}.`)
  if (call.options['ndjson'] !== true) {
    throw new UsageError('--jobs is for many inputs.', 'Add --ndjson where the file has one input per line.')
  }
  return jobs
}
