import { outro } from '@clack/prompts'
import type { Adapter } from '@connform/core'
import type { CreateOptions, SaveResult } from 'connform'
import type { CommandCall, CommandContext } from '../command.ts'
import { reportSave } from '../commands/report-save.ts'
import { saveOptions } from '../commands/save-options.ts'
import { definitionForm, type SavedForm } from './asked-form.ts'
import { inConversation } from './conversation.ts'
import { type Choices, formDialogue } from './form-dialogue.ts'
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
  const opening = {
    title,
    note: 'Enter ? for help. Ctrl-C stops. Nothing is saved before the test.',
    stopped: () => 'Stopped. Nothing was saved.',
  }
  return inConversation(context, opening, async (keyboard) => {
    const form = formDialogue(definitionForm(adapter, saved), { terminal, keyboard, choices })
    const result = await saveByAsking(form, {
      keyboard,
      terminal,
      signal,
      isTestOptional: true,
      save: (answers, options) => save(answers(), { ...saveOptions(call), ...options, signal }),
    })
    outro('Done')
    return reportSave(terminal, result, call)
  })
}
