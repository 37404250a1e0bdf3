import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { describeRevoked } from '../output/describe-revoked.ts'

/** Takes a connection out of use, or with `--purge` forgets it for good. Asks first where somebody can answer. */
export const remove: Command = async ({ terminal, open }, call) => {
  const id = requiredWord(call, 0)
  const purge = call.options['purge'] === true
  const connform = await open()
  // One that was removed before can still be purged, and is not there to be read.
  const name = purge ? id : (await connform.connections.get(id)).name
  if (terminal.interactive && call.options['yes'] !== true && call.options.json !== true) {
    const { confirm } = await import('@clack/prompts')
    terminal.err(
      purge
        ? 'Purging deletes the connection and its secrets for good, and takes back a token that was issued for it.'
        : 'Removing takes back a token that was issued for the connection. It can be restored for 30 days.',
    )
    const sure = await confirm({ message: `${purge ? 'Purge' : 'Remove'} ${name}?`, initialValue: false })
    if (sure !== true) {
      terminal.err('Kept. To switch it off without removing it: connform deactivate')
      return exitCode.refused
    }
  }
  const { revoked, restorableUntil } = await connform.connections.remove(id, { purge })
  if (call.options.json) {
    terminal.json({
      removed: id,
      ...(revoked === undefined ? {} : { revoked }),
      ...(restorableUntil === undefined ? {} : { restorableUntil }),
    })
    return exitCode.done
  }
  terminal.out(purge ? `Purged ${name}.` : `Removed ${name}.`)
  for (const line of describeRevoked('issued', revoked)) terminal.out(line)
  if (restorableUntil !== undefined) {
    terminal.err(`  Until ${restorableUntil.slice(0, 10)} it can be restored: connform restore ${id}`)
  }
  return exitCode.done
}
