import { type Command, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { nobodyToAsk } from './nobody-to-ask.ts'
import { reportSave } from './report-save.ts'

/** Turns a connection in place into one of another auth type, tested before anything is stored. */
export const reauthorize: Command = async (context, call) => {
  const { terminal, signal } = context
  const id = requiredWord(call, 0)
  const file = textOption(call, 'values')
  if (file === undefined) throw nobodyToAsk('new auth type and its fields')
  const patch = await readJson(file)
  const { connections } = await context.open()
  const result = await connections.reauthorize(id, patch, { signal })
  const code = reportSave(terminal, result, call)
  if (code === exitCode.done && result.revoked !== undefined && !call.options.json) {
    terminal.out(
      result.revoked
        ? '    The old token was taken back.'
        : '    The old token could not be taken back: remove it at the provider if nothing else uses it.',
    )
  }
  return code
}
