import { type Command, requiredWord } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { makeSure } from './make-sure.ts'
import { idOfStarted } from './started.ts'

/** Ends a setup, after saying what goes and what stays. */
export const remove: Command = async (context, call) => {
  const { terminal } = context
  const { setups } = await context.open()
  const id = await idOfStarted(setups, requiredWord(call, 0))
  // One whose document is not known here can still be removed.
  const setup = (await setups.list()).find((candidate) => candidate.id === id)
  const document = setups.documents.list().find((candidate) => candidate.id === setup?.document)
  const keepConnections = call.options['keepConnections'] === true
  const sure = await makeSure(context, call, {
    text: document?.removal ?? 'This ends the setup. Nothing changes at the connected systems.',
    question: `Remove ${setup?.name ?? id}?`,
    command: ['remove', id, ...(keepConnections ? ['--keep-connections'] : [])],
  })
  if (!sure) return exitCode.refused
  await setups.remove(id, { keepConnections })
  if (call.options.json) {
    terminal.json({ removed: id })
    return exitCode.done
  }
  terminal.out(`Removed ${setup?.name ?? id}.`)
  const made = Object.values(setup?.slots ?? {}).filter((slot) => slot.made && slot.connection !== null)
  if (made.length > 0) {
    terminal.err(
      keepConnections
        ? '  Its connections are kept: connform list'
        : '  Its connections can be restored for 30 days: connform list --removed',
    )
  }
  return exitCode.done
}
