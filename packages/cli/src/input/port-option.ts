import { type CommandCall, textOption } from '../command.ts'
import { UsageError } from '../usage-error.ts'

/** The port that `--port` names, where it was given; 0 is any free one. */
export function portOption(call: CommandCall): number | undefined {
  const text = textOption(call, 'port')
  if (text === undefined) return undefined
  if (/^\d{1,5}$/.test(text) && Number(text) < 65_536) return Number(text)
  throw new UsageError('--port must be a number from 0 to 65535.')
}
