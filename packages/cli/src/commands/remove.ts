import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'

/** Forgets a connection. Asks first where somebody can answer. */
export const remove: Command = async ({ terminal, open }, call) => {
  const connform = await open()
  const connection = await connform.connections.get(requiredWord(call, 0))
  if (terminal.interactive && call.options['yes'] !== true && call.options.json !== true) {
    const { confirm } = await import('@clack/prompts')
    terminal.err('Removing forgets the connection and its secrets. Nothing is deleted at the provider.')
    const sure = await confirm({ message: `Remove ${connection.name}?`, initialValue: false })
    if (sure !== true) {
      terminal.err('Kept. To switch it off without forgetting it: connform deactivate')
      return exitCode.refused
    }
  }
  await connform.connections.remove(connection.id)
  if (call.options.json) terminal.json({ removed: connection.id })
  else terminal.out(`Removed ${connection.name}.`)
  return exitCode.done
}
