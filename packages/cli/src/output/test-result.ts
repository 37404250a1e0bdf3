import type { TestResult } from 'connform'
import type { Terminal } from './terminal.ts'

/** A test's result as lines for a person: what was found, then what to do. */
export function describeTest(terminal: Pick<Terminal, 'style'>, result: TestResult): string[] {
  const verdict = result.ok ? terminal.style('green', '✓ connected') : terminal.style('red', `✗ ${result.cause}`)
  const lines = [`${verdict}  ${result.message}  ${terminal.style('dim', `${result.durationMs} ms`)}`]
  for (const [name, value] of Object.entries(result.account ?? {})) lines.push(`    ${name}: ${value}`)
  for (const hint of result.hints) lines.push(`    → ${hint}`)
  if (result.scopes !== undefined) {
    for (const [state, scopes] of Object.entries(result.scopes)) {
      if (scopes.length > 0) lines.push(`    scopes ${state}: ${scopes.join(', ')}`)
    }
  }
  return lines
}
