import { intro, log, outro } from '@clack/prompts'
import type { Adapter } from '@connform/core'
import type { CreateOptions, SaveResult } from 'connform'
import type { CommandCall, CommandContext } from '../command.ts'
import { reportSave } from '../commands/report-save.ts'
import { saveOptions } from '../commands/save-options.ts'
import { exitCode } from '../exit-code.ts'
import { Cancelled } from './ask-question.ts'
import { type Choices, formDialogue, type SavedForm } from './form-dialogue.ts'
import { openKeyboard } from './keyboard.ts'
import { saveByAsking } from './save-dialogue.ts'

export interface Conversation {
  readonly adapter: Adapter
  readonly title: string
  /** The connection that is edited; absent for a new one. */
  readonly saved?: SavedForm
  /** What there is to choose from, for fields whose form does not say it. */
  readonly choices?: Choices
  readonly save: (answers: unknown, options: CreateOptions) => Promise<SaveResult>
}

/** Fills a form with the person at the terminal, and saves it. Answers with the exit code. */
export async function converse(context: CommandContext, call: CommandCall, wanted: Conversation): Promise<number> {
  const { terminal, signal } = context
  const { adapter, title, saved, choices = {}, save } = wanted
  const keyboard = openKeyboard(signal)
  try {
    intro(title)
    log.message(terminal.style('dim', 'Enter ? for help. Ctrl-C stops. Nothing is saved before the test.'))
    const form = formDialogue(adapter, { terminal, keyboard, choices, ...(saved === undefined ? {} : { saved }) })
    const result = await saveByAsking(form, {
      keyboard,
      terminal,
      signal,
      save: (answers, options) => save(answers(), { ...saveOptions(call), ...options, signal }),
    })
    outro('Done')
    return reportSave(terminal, result, call)
  } catch (error) {
    if (error instanceof Cancelled) return exitCode.refused
    throw error
  } finally {
    keyboard.close()
  }
}
