import { type Command, requiredWord } from '../command.ts'
import { exitCodeOfCause } from '../exit-code.ts'
import { describeTest } from '../output/test-result.ts'
import { slotWord } from './slot-word.ts'
import { findStarted } from './started.ts'

/** Tests the connection of a slot as its document asks; where it fails, with the advice of the document. */
export const test: Command = async ({ terminal, open, signal }, call) => {
  const { setups } = await open()
  const { id, document } = await findStarted(setups, requiredWord(call, 0))
  const slot = slotWord(document, call.words[1])
  const result = await setups.test(id, slot, { signal })
  if (call.options.json) terminal.json(result)
  else {
    for (const line of describeTest(terminal, result)) terminal.out(line)
    if (!result.ok) for (const advice of document.slots[slot]?.advice ?? []) terminal.out(`    → ${advice}`)
  }
  return exitCodeOfCause[result.cause]
}
