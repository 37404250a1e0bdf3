import { cancel, intro, log } from '@clack/prompts'
import type { CommandContext } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { Cancelled } from './ask-question.ts'
import { fitPrompt } from './fit-prompt.ts'
import { type Keyboard, openKeyboard } from './keyboard.ts'

interface Opening {
  readonly title: string
  /** What holds for the whole of it. */
  readonly note: string
  /** Said where the person leaves: what is saved by then, and what is not. */
  readonly stopped: () => string
}

/** Talks with the person at the terminal, who may leave at any question. Answers with the exit code. */
export async function inConversation(
  { terminal, signal }: CommandContext,
  { title, note, stopped }: Opening,
  talk: (keyboard: Keyboard) => Promise<number>,
): Promise<number> {
  const keyboard = openKeyboard(signal)
  try {
    intro(title)
    log.message(terminal.style('dim', fitPrompt(note, terminal)))
    return await talk(keyboard)
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    cancel(fitPrompt(stopped(), terminal))
    return exitCode.refused
  } finally {
    keyboard.close()
  }
}
