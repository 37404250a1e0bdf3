import { loadAdapter } from '@connform/adapters/load'
import { definitionAdapter } from '@connform/core'
import type { UpdateOptions } from 'connform'
import { type Command, type CommandCall, type CommandContext, requiredWord, textOption } from '../command.ts'
import { UsageError } from '../usage-error.ts'
import { clientChoices } from './client-choices.ts'
import { nobodyToAsk } from './nobody-to-ask.ts'
import { reportSave } from './report-save.ts'
import { saveOptions } from './save-options.ts'

/** Changes a connection by a file with the changed fields, or by asking for each. */
export const edit: Command = async (context, call) => {
  const id = requiredWord(call, 0)
  const options = { ...saveOptions(call), ...revisionOption(call) }
  const file = textOption(call, 'values')
  if (file === undefined) return editByAsking(context, call)
  const { readJson } = await import('../input/read-input.ts')
  const patch = await readJson(file)
  const { connections } = await context.open()
  const result = await connections.update(id, patch, { ...options, signal: context.signal })
  return reportSave(context.terminal, result, call)
}

function revisionOption(call: CommandCall): Pick<UpdateOptions, 'revision'> {
  const revision = textOption(call, 'revision')
  if (revision === undefined) return {}
  if (!/^\d{1,9}$/.test(revision)) throw new UsageError('--revision must be a number.')
  return { revision: Number(revision) }
}

async function editByAsking(context: CommandContext, call: CommandCall): Promise<number> {
  if (!context.terminal.interactive || call.options.json) throw nobodyToAsk('changed fields')
  const { connections, definitions, oauthClients } = await context.open()
  const connection = await connections.get(requiredWord(call, 0))
  const definition = definitions.get(connection.definition)
  // What is shown is what is changed, unless another revision was named.
  const { revision } = { revision: connection.revision, ...revisionOption(call) }
  const { converse } = await import('../dialogue/converse.ts')
  return converse(context, call, {
    adapter: (await loadAdapter(definition.id)) ?? definitionAdapter(definition),
    title: `Edit ${connection.name}`,
    saved: connection,
    choices: await clientChoices(oauthClients, definition.id),
    save: (patch, options) => connections.update(connection.id, patch, { ...options, revision }),
  })
}
