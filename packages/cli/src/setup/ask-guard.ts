import { confirm, isCancel, log } from '@clack/prompts'
import type { Guard, SetupDocument } from 'connform'
import { fitPrompt } from '../dialogue/fit-prompt.ts'
import type { Keyboard } from '../dialogue/keyboard.ts'
import type { Terminal } from '../output/terminal.ts'

interface Asked {
  readonly document: SetupDocument
  readonly terminal: Terminal
  readonly keyboard?: Keyboard
}

/** Explains what a change of locked fields does, and asks whether it is meant. */
export async function askGuard(
  { fields, reset, warning }: Guard,
  { document, terminal, keyboard }: Asked,
): Promise<boolean> {
  const { title, text } = document.resets[reset] ?? {}
  const named = terminal.style('bold', fields.join(', '))
  const lines = [`${named}  ${warning}`, [title, text].filter(Boolean).join(': ')]
  if (keyboard !== undefined) log.warn(fitPrompt(lines.join('\n'), terminal))
  else terminal.err(`${terminal.style('yellow', '!')} ${lines.join('\n    ')}`)
  const sure = await confirm({ ...keyboard?.source, message: 'Change it all the same?', initialValue: false })
  return !isCancel(sure) && sure
}

interface Change<R> {
  /** Fields that were confirmed on the command line. */
  readonly confirmed: readonly string[]
  readonly make: (confirm: readonly string[]) => Promise<R>
  /** Somebody can be asked. */
  readonly mayAsk: boolean
}

/** Makes a change; where it is guarded and a person says that it is meant, again. Undefined where it is not. */
export async function makeGuarded<R extends { readonly ok: boolean; readonly guard?: Guard }>(
  { confirmed, make, mayAsk }: Change<R>,
  asked: Asked,
): Promise<R | undefined> {
  const result = await make(confirmed)
  if (result.ok || result.guard === undefined || !mayAsk) return result
  return (await askGuard(result.guard, asked)) ? make([...confirmed, ...result.guard.fields]) : undefined
}
