import CliTable from 'cli-table3'
import type { Terminal } from './terminal.ts'

const borderless = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
)

/** Rows under a head, in columns as wide as their content. */
export function renderTable(
  terminal: Pick<Terminal, 'style'>,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const table = new CliTable({
    head: head.map((title) => terminal.style('dim', title)),
    chars: { ...borderless, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => [...row]))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
