import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeConnection } from '../output/connection-lines.ts'
import { describeTest } from '../output/test-result.ts'

/** One connection, whole; of its secrets only that they are set. */
export const show: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const connection = await connform.connections.get(requiredWord(call, 0))
  if (call.options.json) terminal.json(connection)
  else {
    for (const line of describeConnection(terminal, connection)) terminal.out(line)
    if (connection.lastTest !== null) for (const line of describeTest(terminal, connection.lastTest)) terminal.out(line)
  }
  return exitCode.done
}
