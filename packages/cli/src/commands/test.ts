import { type Command, requiredWord, textOption } from '../command.ts'
import { exitCodeOfCause } from '../exit-code.ts'
import { describeTest } from '../output/test-result.ts'

/** One real request; the exit code tells who can mend what was found. */
export const test: Command = async ({ terminal, open, signal }, call) => {
  const connform = await open()
  const profile = textOption(call, 'profile')
  const result = await connform.connections.test(requiredWord(call, 0), {
    signal,
    ...(profile === undefined ? {} : { profile }),
  })
  if (call.options.json) terminal.json(result)
  else for (const line of describeTest(terminal, result)) terminal.out(line)
  return exitCodeOfCause[result.cause]
}
