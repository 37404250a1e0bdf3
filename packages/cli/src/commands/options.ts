import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { optionTable } from '../output/option-table.ts'

/** What can be chosen from one of the connected system's lists. */
export const options: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const found = await connform.connections.options(requiredWord(call, 0), requiredWord(call, 1))
  if (call.options.json) terminal.json(found)
  else if (found.length === 0) terminal.err('The list is empty.')
  else terminal.out(optionTable(terminal, found))
  return exitCode.done
}
