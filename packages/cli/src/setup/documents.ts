import { setups } from '@connform/schemas/setups'
import type { SetupDocument } from 'connform'
import type { Command } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type Column, renderTable } from '../output/table.ts'

/** What is told of each document; where the terminal is narrow, the last of these is left out first. */
export const documentColumns: readonly Column<SetupDocument>[] = [
  { title: 'ID', of: (_, { id }) => id },
  { title: 'TITLE', of: (_, { title }) => title },
  { title: 'STARTED', of: (_, { instances }) => (instances === 'one' ? 'once' : 'any number') },
  { title: 'CONNECTS', of: (_, { slots }) => Object.keys(slots).join(', ') },
]

/** What can be set up. */
export const documents: Command = async ({ terminal }, call) => {
  if (call.options.json) terminal.json({ documents: setups })
  else terminal.out(renderTable(terminal, documentColumns, setups))
  return exitCode.done
}
