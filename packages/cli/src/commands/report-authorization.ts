import type { AuthorizationResult, Cause } from 'connform'
import type { CommandCall } from '../command.ts'
import { exitCode, exitCodeOfCause } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { describeTest } from '../output/test-result.ts'

/** Says what came of an authorisation, and answers with its exit code. */
export function reportAuthorization(terminal: Terminal, result: AuthorizationResult, call: CommandCall): number {
  if (call.options.json) terminal.json(result)
  else if (result.ok) {
    for (const line of describeTest(terminal, result.test)) terminal.out(line)
    terminal.out(`${terminal.style('green', '✓')} Authorised ${terminal.style('bold', result.connection.name)}`)
  } else {
    for (const line of describeIssues(terminal, result.issues)) terminal.out(line)
    terminal.out('Nothing was changed.')
  }
  if (result.ok) return exitCode.done
  return exitCodeOfRefusal(result)
}

function exitCodeOfRefusal({ issues, test }: Extract<AuthorizationResult, { ok: false }>): number {
  const codes = issues.map(({ code }) => code)
  if (codes.includes('access_denied')) return exitCode.refused
  // An exchange that was refused is an issue named by its cause.
  const cause = test?.cause ?? codes.find(isCause)
  return cause === undefined ? exitCode.notGood : exitCodeOfCause[cause]
}

const isCause = (code: string): code is Cause => Object.hasOwn(exitCodeOfCause, code)
