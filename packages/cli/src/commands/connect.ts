import { builtinAdapters } from '@connform/adapters'
import { type Command, type CommandCall, type CommandContext, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { findDefinition } from './find-definition.ts'
import { reportSave } from './report-save.ts'
import { saveOptions } from './save-options.ts'

/** Makes a connection from a file, or by asking for each field where somebody can answer. */
export const connect: Command = async (context, call) => {
  const definition = findDefinition(requiredWord(call, 0))
  const options = saveOptions(call, context.signal)
  const file = textOption(call, 'values')
  if (file !== undefined) {
    const { readJson } = await import('../input/read-input.ts')
    const input = await readJson(file)
    const connform = await context.open()
    return reportSave(context.terminal, await connform.connections.create(definition.id, input, options), call)
  }
  if (!context.terminal.interactive) {
    throw new UsageError(
      'Nobody can be asked here.',
      'Give the fields as JSON: --values FILE, or --values - for stdin.',
    )
  }
  return connectInteractively(context, call)
}

async function connectInteractively(context: CommandContext, call: CommandCall): Promise<number> {
  const { terminal, signal } = context
  const { confirm, intro, isCancel, spinner } = await import('@clack/prompts')
  const { askForm, Cancelled } = await import('../input/ask-form.ts')
  const adapter = builtinAdapters[requiredWord(call, 0)]
  if (adapter === undefined) throw new UsageError('This kind of connection cannot be made here.')
  const connform = await context.open()
  intro(adapter.definition.title)
  for (;;) {
    try {
      const input = await askForm(adapter)
      const progress = spinner()
      progress.start('Testing the connection')
      const result = await connform.connections.create(adapter.definition.id, input, {
        ...saveOptions(call, signal),
        onStep: ({ title }) => progress.message(title),
      })
      progress.stop(result.ok ? 'Tested' : 'Not connected')
      const code = reportSave(terminal, result, call)
      if (result.ok) return code
      const again = await confirm({ message: 'Try again?' })
      if (isCancel(again) || !again) return code
    } catch (error) {
      if (error instanceof Cancelled) return exitCode.refused
      throw error
    }
  }
}
