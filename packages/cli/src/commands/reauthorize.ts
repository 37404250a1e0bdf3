import { type Command, requiredWord, textOption } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { readJson } from '../input/read-input.ts'
import { describeRevoked } from '../output/describe-revoked.ts'
import { UsageError } from '../usage-error.ts'
import { reportSave } from './report-save.ts'

/** Turns a connection in place into one of another auth type, tested before anything is stored. */
export const reauthorize: Command = async (context, call) => {
  const { terminal, signal } = context
  const id = requiredWord(call, 0)
  const file = textOption(call, 'values')
  if (file === undefined) {
    throw new UsageError(
      'reauthorize needs the new auth type and its fields.',
      'Give them as JSON: --values FILE, or --values - for stdin.',
    )
  }
  const patch = await readJson(file)
  const { connections } = await context.open()
  const result = await connections.reauthorize(id, patch, { signal })
  const code = reportSave(terminal, result, call)
  if (code === exitCode.done && !call.options.json) {
    for (const line of describeRevoked('old', result.revoked)) terminal.out(line)
  }
  return code
}
