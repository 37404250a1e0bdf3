import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'

/** Takes a removed connection back into use. */
export const restore: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const connection = await connform.connections.restore(requiredWord(call, 0))
  if (call.options.json) terminal.json(connection)
  else {
    terminal.out(`Restored ${connection.name}.`)
    const next = connection.status === 'pending' ? 'authorize' : 'test'
    terminal.err(`  See whether it still works: connform ${next} ${connection.id}`)
  }
  return exitCode.done
}
