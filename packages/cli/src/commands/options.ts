import type { SourceOption } from 'connform'
import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'

const columns: readonly Column<SourceOption>[] = [
  { title: 'VALUE', of: (_, { value }) => value },
  { title: 'LABEL', of: (_, { label }) => label },
]

/** Of a tree alone. */
const parentColumn: Column<SourceOption> = { title: 'UNDER', of: (_, { parent }) => parent ?? '' }

/** What can be chosen from one of the connected system's lists. */
export const options: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const found = await connform.connections.options(requiredWord(call, 0), requiredWord(call, 1))
  if (call.options.json) terminal.json(found)
  else if (found.length === 0) terminal.err('The list is empty.')
  else {
    const isTree = found.some(({ parent }) => parent !== undefined)
    terminal.out(renderTable(terminal, isTree ? [...columns, parentColumn] : columns, found))
  }
  return exitCode.done
}
