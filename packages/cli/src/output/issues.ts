import type { Change, Issue } from 'connform'
import type { Terminal } from './terminal.ts'

/** Issues and changes as lines for a person. */
export function describeIssues(
  terminal: Pick<Terminal, 'style'>,
  issues: readonly Issue[],
  changes: readonly Change[] = [],
): string[] {
  const lines: string[] = []
  for (const { path, message, hint, severity } of issues) {
    const sign = severity === 'error' ? terminal.style('red', '✗') : terminal.style('yellow', '!')
    const where = path.length === 0 ? '' : `${terminal.style('bold', path.join('.'))}  `
    lines.push(`${sign} ${where}${message}`)
    if (hint !== undefined) lines.push(`    ${terminal.style('dim', hint)}`)
  }
  for (const { path, message } of changes) {
    lines.push(`${terminal.style('cyan', '~')} ${terminal.style('bold', path.join('.'))}  ${message}`)
  }
  return lines
}
