import { maskValues, type Prepared, prepare } from '@connform/core'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeIssues } from '../output/issues.ts'
import { findAdapter } from './find-adapter.ts'

/** What `validate --json` prints; secrets are masked. */
export interface ValidationReport {
  readonly valid: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly issues: Prepared['issues']
  readonly changes: Prepared['changes']
}

/** Cleans and checks one input, or one per line with `--ndjson`. */
export const validate: Command = async ({ terminal }, call) => {
  const adapter = await findAdapter(requiredWord(call, 0))
  const { definition } = adapter
  const file = call.words[1] ?? '-'
  const now = new Date()
  const check = (input: unknown): ValidationReport => {
    const prepared = prepare(definition, input, { now, adapter })
    return { valid: prepared.ok, values: maskValues(prepared), issues: prepared.issues, changes: prepared.changes }
  }
  if (call.options['ndjson'] === true) {
    const { validateLines } = await import('./validate-lines.ts')
    return validateLines(file, terminal, check)
  }
  const report = check(await readJson(file))
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
