import type { SetupDocument, SetupResult } from 'connform'
import type { CommandCall } from '../command.ts'
import { exitCode, exitCodeOfCause } from '../exit-code.ts'
import { describeIssues } from '../output/issues.ts'
import type { Terminal } from '../output/terminal.ts'
import { describeTest } from '../output/test-result.ts'
import { shellCommand } from './shell-command.ts'

interface Reported {
  readonly document: SetupDocument
  /** The slot that was connected; its advice is given where the test failed. */
  readonly slot?: string
  /** The words of the command, to be repeated with what has to be confirmed. */
  readonly command: readonly string[]
}

/** Says what came of a change of a setup, and answers with its exit code. */
export function reportResult(terminal: Terminal, result: SetupResult, call: CommandCall, reported: Reported): number {
  if (call.options.json) terminal.json(result)
  else for (const line of describeResult(terminal, result, reported)) terminal.out(line)
  if (!result.ok && result.guard !== undefined) sayHowToConfirm(terminal, result.guard.fields, reported)
  return exitCodeOfResult(result)
}

export function exitCodeOfResult(result: SetupResult): number {
  if (result.ok) return exitCode.done
  if (result.guard !== undefined || result.issues.some(({ code }) => code === 'refused_by_notice')) {
    return exitCode.refused
  }
  return result.test === undefined ? exitCode.notGood : exitCodeOfCause[result.test.cause]
}

export function describeResult(
  terminal: Terminal,
  result: SetupResult,
  { document, slot }: Pick<Reported, 'document' | 'slot'>,
): string[] {
  const { test, issues, changes } = result
  const advice = test?.ok === false ? (document.slots[slot ?? '']?.advice ?? []) : []
  // The failed test stands above already; what remains is about the form. A guard says its warning once for all fields.
  const rest = issues.filter(({ code }) => code !== test?.cause && code !== 'test_failed' && code !== 'locked_field')
  return [
    ...(test === undefined ? [] : describeTest(terminal, test)),
    ...advice.map((text) => `    → ${text}`),
    ...describeIssues(terminal, rest, changes),
    ...(result.ok ? describeSaved(terminal, result, document) : describeRefused(terminal, result, document)),
  ]
}

function describeSaved(
  { style }: Terminal,
  { setup, reset }: Extract<SetupResult, { ok: true }>,
  { resets }: SetupDocument,
): string[] {
  const forgotten = reset === undefined ? [] : [`    ${reset}: ${resets[reset]?.title ?? 'it was reset.'}`]
  return [`${style('green', '✓')} Saved ${style('bold', setup.name)}  ${setup.id}`, ...forgotten]
}

function describeRefused(
  { style }: Terminal,
  { guard }: Extract<SetupResult, { ok: false }>,
  { resets }: SetupDocument,
): string[] {
  if (guard === undefined) return ['Nothing was saved.']
  const { fields, warning, reset } = guard
  return [
    `${style('yellow', '!')} ${style('bold', fields.join(', '))}  ${warning}`,
    `    ${reset}: ${resets[reset]?.text ?? 'What was configured is forgotten.'}`,
    'Nothing was saved.',
  ]
}

function sayHowToConfirm(terminal: Terminal, fields: readonly string[], { command }: Reported): void {
  terminal.err('If it is meant:')
  terminal.err(`  $ ${shellCommand(['connform', 'setup', ...command, '--confirm', ...fields])}`)
}
