import { stripVTControlCharacters } from 'node:util'
import CliTable from 'cli-table3'
import type { Terminal } from './terminal.ts'

/** A column: its title, and what a row shows in it. */
export interface Column<Row> {
  readonly title: string
  readonly of: (terminal: Style, row: Row) => string
}

type Style = Pick<Terminal, 'style'>

const borderless = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid']
    .concat(['mid', 'mid-mid', 'right', 'right-mid'])
    .map((place) => [place, '']),
)

/** Rows under a head, in columns as wide as their content; the last columns are left out where they do not fit. */
export function renderTable<Row>(
  terminal: Style & Pick<Terminal, 'columns'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): string {
  const table = new CliTable({
    head: columns.map(({ title }) => terminal.style('dim', title)),
    chars: { ...borderless, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  table.push(...rows.map((row) => columns.map((column) => column.of(terminal, row))))
  const lines = table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
  const width = Math.max(...lines.map((line) => stripVTControlCharacters(line).length))
  const isTooWide = width > terminal.columns && columns.length > 2
  return isTooWide ? renderTable(terminal, columns.slice(0, -1), rows) : lines.join('\n')
}
