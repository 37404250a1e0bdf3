import type { Connform, SetupResult, StartOptions } from 'connform'
import { clientChoices } from '../commands/client-choices.ts'
import { Cancelled } from '../dialogue/ask-question.ts'
import { formDialogue } from '../dialogue/form-dialogue.ts'
import type { Keyboard } from '../dialogue/keyboard.ts'
import { saveByAsking } from '../dialogue/save-dialogue.ts'
import type { Terminal } from '../output/terminal.ts'
import { makeGuarded } from './ask-guard.ts'
import { askedSlotForm, type FilledSlot } from './slot-form.ts'

/** Who is talked with, and about which connform. */
export interface Talk {
  readonly connform: Connform
  readonly terminal: Terminal
  readonly keyboard: Keyboard
  readonly signal: AbortSignal
}

interface AskedSlot extends FilledSlot {
  /** Locked fields that were confirmed before. */
  readonly confirmed?: readonly string[]
  readonly save: (
    input: unknown,
    options: Pick<StartOptions, 'signal' | 'onStep'> & { readonly confirm: readonly string[] },
  ) => Promise<SetupResult>
}

/** Fills the form of a slot with a person, and saves it. Throws {@link Cancelled} where they leave. */
export async function askSlot(
  { connform, terminal, keyboard, signal }: Talk,
  { confirmed = [], save, ...filled }: AskedSlot,
): Promise<Extract<SetupResult, { ok: true }>> {
  const { document, slot } = filled
  const asked = await askedSlotForm(connform, filled)
  const choices = await clientChoices(connform.oauthClients, asked.definition.id)
  const form = formDialogue(asked, { terminal, keyboard, choices })
  return saveByAsking<SetupResult>(form, {
    keyboard,
    terminal,
    signal,
    isTestOptional: false,
    advice: document.slots[slot]?.advice ?? [],
    save: async (answers, { onStep }) => {
      const make = (confirm: readonly string[]): Promise<SetupResult> =>
        save(answers(), { signal, confirm, ...(onStep === undefined ? {} : { onStep }) })
      const result = await makeGuarded({ confirmed, make, mayAsk: true }, { document, terminal, keyboard })
      if (result === undefined) throw new Cancelled()
      return result
    },
  })
}
