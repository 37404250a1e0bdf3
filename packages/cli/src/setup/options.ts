import { type Command, listOption, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { optionTable } from '../output/option-table.ts'
import { readChoices } from './read-choices.ts'
import { findStarted } from './started.ts'

/** What a setting, or a side of a mapping, can be chosen from at this moment. */
export const options: Command = async ({ terminal, open }, call) => {
  const { setups } = await open()
  const { id, document } = await findStarted(setups, requiredWord(call, 0))
  const found = await setups.options(id, requiredWord(call, 1), {
    settings: readChoices(document, listOption(call, 'with')),
    refresh: call.options['refresh'] === true,
  })
  if (call.options.json) terminal.json(found)
  else if (found.length === 0) terminal.err('The list is empty.')
  else terminal.out(optionTable(terminal, found))
  return exitCode.done
}
