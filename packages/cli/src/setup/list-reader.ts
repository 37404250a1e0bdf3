import { log, select } from '@clack/prompts'
import type { SourceOption } from '@connform/core'
import { ConnformError } from 'connform'
import { answered } from '../dialogue/ask-question.ts'
import { fitPrompt } from '../dialogue/fit-prompt.ts'
import type { Talk } from './ask-slot.ts'

/** The person goes on without this section. */
export class SectionLeft extends Error {}

type ReadList = (field: string, settings?: Readonly<Record<string, unknown>>) => Promise<readonly SourceOption[]>

/** Reads live lists for a person; one that cannot be read is read again, or its section left, as they say. */
export function listReader({ connform, keyboard, terminal }: Talk, id: string): ReadList {
  return async (field, settings = {}) => {
    for (let refresh = false; ; refresh = true) {
      try {
        return await connform.setups.options(id, field, { settings, refresh })
      } catch (error) {
        if (!(error instanceof ConnformError)) throw error
        log.error(fitPrompt([error.message, error.hint].filter(Boolean).join('\n'), terminal))
      }
      const next = answered(
        await select({
          ...keyboard.source,
          message: 'The list could not be read. What next?',
          options: [
            { value: 'again', label: 'Try again' },
            { value: 'leave', label: 'Leave this section for later' },
          ],
        }),
      )
      if (next === 'leave') throw new SectionLeft()
    }
  }
}
