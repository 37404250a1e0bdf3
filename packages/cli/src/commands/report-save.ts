import type { SaveResult } from 'connform'
import type { CommandCall } from '../command.ts'
import { exitCode, exitCodeOfCause } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { describeTest } from '../output/test-result.ts'

/** Says what came of a save, and answers with its exit code. */
export function reportSave(terminal: Terminal, result: SaveResult, call: CommandCall): number {
  if (call.options.json) terminal.json(result)
  else describe(terminal, result)
  if (result.ok) return exitCode.done
  if (result.issues.some((issue) => issue.code === 'refused_by_notice')) return exitCode.refused
  return result.test === undefined ? exitCode.notGood : exitCodeOfCause[result.test.cause]
}

function describe(terminal: Terminal, result: SaveResult): void {
  const { test } = result
  if (test !== undefined) for (const line of describeTest(terminal, test)) terminal.out(line)
  // The failed test stands above already; what remains is about the form.
  const issues = result.issues.filter((issue) => test === undefined || issue.code !== test.cause)
  for (const line of describeIssues(terminal, issues, result.changes)) terminal.out(line)
  if (!result.ok) {
    terminal.out('Nothing was saved.')
    return
  }
  const { name, id, secrets, status } = result.connection
  const sealed = Object.keys(secrets)
  terminal.out(`${terminal.style('green', '✓')} Saved ${terminal.style('bold', name)}  ${id}`)
  if (sealed.length > 0) terminal.out(`    sealed: ${sealed.join(', ')}`)
  if (status === 'pending') terminal.out(`    It waits for a person to authorise it:\n  $ connform authorize ${id}`)
}
