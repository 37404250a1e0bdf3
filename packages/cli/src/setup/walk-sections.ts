import { log } from '@clack/prompts'
import type { SetupDocument, SetupSection } from '@connform/core'
import { fitPrompt } from '../dialogue/fit-prompt.ts'
import { askSection } from './ask-section.ts'
import { askSlot, type Talk } from './ask-slot.ts'
import { describeResult } from './report-result.ts'
import { settingText, settingTitle } from './setting-text.ts'

interface WalkOptions {
  /** Asks also for what is chosen already. Default is true. */
  readonly again?: boolean
}

/** Goes through sections with a person, one after the other; what is locked by then is told, and passed over. */
export async function walkSections(
  talk: Talk,
  { id, document }: { readonly id: string; readonly document: SetupDocument },
  sections: readonly SetupSection[],
  { again = true }: WalkOptions = {},
): Promise<void> {
  const { connform, terminal } = talk
  const { setups } = connform
  for (const section of sections) {
    const status = await setups.status(id)
    const { open = false, done = false, reasons = [] } = status.sections.find((state) => state.id === section.id) ?? {}
    introduce(talk, section)
    if (!open) {
      const why = reasons.flatMap(({ message, hint }) => [message, ...(hint === undefined ? [] : [`→ ${hint}`])])
      log.warn(fitPrompt(['Locked for now.', ...why].join('\n'), terminal))
      continue
    }
    if (section.slot !== undefined) {
      const { slot } = section
      if (done) {
        log.success(fitPrompt(status.slots.find((state) => state.slot === slot)?.message ?? '', terminal))
        continue
      }
      const result = await askSlot(talk, {
        document,
        slot,
        name: status.setup.name,
        connection: status.setup.slots[slot]?.connection ?? null,
        save: (input, options) => setups.connect(id, slot, input, options),
      })
      log.success(fitPrompt(describeResult(terminal, result, { document, slot }).join('\n'), terminal))
    }
    const names = [...(section.fields ?? []), ...(section.mappings ?? [])]
    if (names.length > 0) {
      const { settings } = (await setups.status(id)).setup
      const chosen = names.filter((name) => settings[name] !== undefined)
      if (!again && done && chosen.length > 0) {
        const lines = chosen.map(
          (name) => `${settingTitle(document, name)}: ${settingText(document, name, settings[name])}`,
        )
        log.success(fitPrompt(lines.join('\n'), terminal))
        continue
      }
      const result = await askSection(talk, { id, document, section, settings })
      if (result === undefined) log.warn('Left for later.')
      else log.success(`${section.title}: saved`)
    }
  }
}

/** The title of a section, what it is for, and its advice. */
export function introduce({ terminal }: Pick<Talk, 'terminal'>, section: SetupSection): void {
  const { title, description, advice = [] } = section
  log.step(
    fitPrompt([terminal.style('bold', title), description, ...advice.map((text) => `→ ${text}`)].join('\n'), terminal),
  )
}
