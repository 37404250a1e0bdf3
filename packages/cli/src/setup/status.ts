import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { findStarted } from './started.ts'
import { describeStatus } from './status-lines.ts'

/** How far a setup is. */
export const status: Command = async ({ terminal, open }, call) => {
  const { setups } = await open()
  const { document, status: found } = await findStarted(setups, requiredWord(call, 0))
  if (call.options.json) terminal.json(found)
  else for (const line of describeStatus(terminal, document, found)) terminal.out(line)
  return exitCode.done
}
