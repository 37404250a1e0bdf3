import type { CommandCall, CommandContext } from '../command.ts'
import { shellCommand } from './shell-command.ts'

interface Act {
  /** What it does, and what it leaves. */
  readonly text: string
  readonly question: string
  /** The words of the command, to be repeated with `--yes`. */
  readonly command: readonly string[]
}

/** Whether an act that forgets is meant: said with `--yes`, or asked for where somebody can answer. */
export async function makeSure({ terminal }: CommandContext, call: CommandCall, act: Act): Promise<boolean> {
  if (call.options['yes'] === true) return true
  terminal.err(act.text)
  if (!terminal.interactive || call.options.json) {
    terminal.err('Nothing was changed. If it is meant:')
    terminal.err(`  $ ${shellCommand(['connform', 'setup', ...act.command, '--yes'])}`)
    return false
  }
  const { confirm } = await import('@clack/prompts')
  const sure = (await confirm({ message: act.question, initialValue: false })) === true
  if (!sure) terminal.err('Kept as it was.')
  return sure
}
