import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeRevoked } from '../output/describe-revoked.ts'

/** Forgets a connection. Asks first where somebody can answer. */
export const remove: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const connection = await connform.connections.get(requiredWord(call, 0))
  if (terminal.interactive && call.options['yes'] !== true && call.options.json !== true) {
    const { confirm } = await import('@clack/prompts')
    terminal.err('Removing forgets the connection and its secrets, and takes back a token that was issued for it.')
    const sure = await confirm({ message: `Remove ${connection.name}?`, initialValue: false })
    if (sure !== true) {
      terminal.err('Kept. To switch it off without forgetting it: connform deactivate')
      return exitCode.refused
    }
  }
  const { revoked } = await connform.connections.remove(connection.id)
  if (call.options.json) terminal.json({ removed: connection.id, ...(revoked === undefined ? {} : { revoked }) })
  else {
    terminal.out(`Removed ${connection.name}.`)
    for (const line of describeRevoked('issued', revoked)) terminal.out(line)
  }
  return exitCode.done
}
