import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { findStarted } from './started.ts'

/** Marks the first use: from here on, locked fields are guarded. */
export const use: Command = async ({ terminal, open }, call) => {
  const { setups } = await open()
  const { id, document } = await findStarted(setups, requiredWord(call, 0))
  const setup = await setups.markUsed(id)
  if (call.options.json) terminal.json(setup)
  else {
    const locked = document.locks.flatMap(({ fields }) => fields)
    terminal.out(`${terminal.style('green', '✓')} ${setup.name} is in use since ${setup.usedAt?.slice(0, 10)}.`)
    if (locked.length > 0) terminal.out(`    Locked: ${locked.join(', ')}`)
  }
  return exitCode.done
}
