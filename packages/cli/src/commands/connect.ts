import { type Command, type CommandCall, type CommandContext, requiredWord, textOption } from '../command.ts'
import { clientChoices } from './client-choices.ts'
import { findAdapter } from './find-adapter.ts'
import { nobodyToAsk } from './nobody-to-ask.ts'
import { reportSave } from './report-save.ts'
import { saveOptions } from './save-options.ts'

/** Makes a connection from a file, or by asking for each field where somebody can answer. */
export const connect: Command = async (context, call) => {
  const { definition } = await findAdapter(requiredWord(call, 0))
  const options = saveOptions(call)
  const file = textOption(call, 'values')
  if (file === undefined) return connectByAsking(context, call)
  const { readJson } = await import('../input/read-input.ts')
  const input = await readJson(file)
  const { connections } = await context.open()
  const result = await connections.create(definition.id, input, { ...options, signal: context.signal })
  return reportSave(context.terminal, result, call)
}

async function connectByAsking(context: CommandContext, call: CommandCall): Promise<number> {
  if (!context.terminal.interactive || call.options.json) throw nobodyToAsk('fields')
  const adapter = await findAdapter(requiredWord(call, 0))
  const { definition } = adapter
  const { connections, oauthClients } = await context.open()
  const { converse } = await import('../dialogue/converse.ts')
  return converse(context, call, {
    adapter,
    title: `New ${definition.title} connection`,
    choices: await clientChoices(oauthClients, definition.id),
    save: (input, options) => connections.create(definition.id, input, options),
  })
}
