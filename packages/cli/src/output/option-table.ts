import type { SourceOption } from '@connform/core'
import { type Column, renderTable } from './table.ts'
import type { Terminal } from './terminal.ts'

const columns: readonly Column<SourceOption>[] = [
  { title: 'VALUE', of: (_, { value }) => value },
  { title: 'LABEL', of: (_, { label }) => label },
]

/** Of a tree alone. */
const parentColumn: Column<SourceOption> = { title: 'UNDER', of: (_, { parent }) => parent ?? '' }

/** What can be chosen from a list of a connected system. */
export function optionTable(terminal: Pick<Terminal, 'style' | 'columns'>, options: readonly SourceOption[]): string {
  const isTree = options.some(({ parent }) => parent !== undefined)
  return renderTable(terminal, isTree ? [...columns, parentColumn] : columns, options)
}
