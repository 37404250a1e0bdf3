import { builtinAdapters } from '@connform/adapters'
import { definitionAdapter } from '@connform/core'
import { type Command, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { reportSave } from './report-save.ts'
import { saveOptions } from './save-options.ts'

/** Changes a connection by a file with the changed fields, or by asking for each. */
export const edit: Command = async (context, call) => {
  const { terminal } = context
  const id = requiredWord(call, 0)
  const file = textOption(call, 'values')
  const revision = textOption(call, 'revision')
  if (revision !== undefined && !/^\d{1,9}$/.test(revision)) throw new UsageError('--revision must be a number.')
  if (file === undefined && !terminal.interactive) {
    throw new UsageError(
      'Nobody can be asked here.',
      'Give the changed fields as JSON: --values FILE, or --values - for stdin.',
    )
  }
  const { readJson } = await import('../input/read-input.ts')
  const patch = file === undefined ? undefined : await readJson(file)
  const connform = await context.open()
  const connection = await connform.connections.get(id)
  const options = {
    ...saveOptions(call, context.signal),
    // What was shown is what is changed, unless a script names another revision.
    ...(revision === undefined ? { revision: connection.revision } : { revision: Number(revision) }),
  }
  if (patch !== undefined) return reportSave(terminal, await connform.connections.update(id, patch, options), call)

  const { askForm, Cancelled } = await import('../input/ask-form.ts')
  const definition = connform.definitions.get(connection.definition)
  const adapter = builtinAdapters[definition.id] ?? definitionAdapter(definition)
  try {
    const answers = await askForm(adapter, connection)
    return reportSave(terminal, await connform.connections.update(id, answers, options), call)
  } catch (error) {
    if (error instanceof Cancelled) return exitCode.refused
    throw error
  }
}
