import { isProblem, Problem } from '../../api/problem.ts'
import type { SetupAnswer } from '../../api/setup-types.ts'
import { slotPath } from '../../api/setups.ts'
import type { Draft } from '../../form/draft/draft.ts'
import { secretKeysOf } from '../../form/draft/form-fields.ts'
import { inputOf, patchOf } from '../../form/draft/sent-input.ts'
import type { SaveOutcome, SendDraft } from '../../form/save/save-connection.ts'
import { sealPayload } from '../../form/save/seal-payload.ts'

/** Where a filled slot is sent: to a setup that is there, or with a document to begin one that works from the start. */
export type SlotPlace =
  | { readonly setup: string; readonly slot: string; readonly revision: number }
  | { readonly document: string; readonly slot: string }

export interface SlotListeners {
  /** Told what the server says, before the form is. */
  readonly onAnswer: (answer: SetupAnswer) => void
  /** Somebody else changed the setup since it was read. */
  readonly onConflict: () => void
}

/** Saves a form as a slot of a setup. */
export function sendSlot(place: SlotPlace, { onAnswer, onConflict }: SlotListeners): SendDraft {
  return async (api, draft, { signal, isSecure, onLine, confirm }) => {
    const values = await sealPayload(api, payloadOf(draft), {
      definition: draft.definition.id,
      secrets: secretKeysOf(draft.definition),
      isSecure,
      signal,
    })
    const { slot } = place
    const wish =
      'setup' in place
        ? ([
            slotPath(place.setup, slot),
            { method: 'PUT', body: { values, ...(confirm && { confirm }) }, revision: place.revision },
          ] as const)
        : (['/setups', { method: 'POST', body: { document: place.document, connect: { slot, values } } }] as const)
    try {
      const { data } = await api.stream<SetupAnswer>(wish[0], { ...wish[1], signal }, onLine)
      onAnswer(data)
      return outcomeOf(data, slot)
    } catch (error) {
      if (!isProblem(error) || error.status !== 412) throw error
      onConflict()
      // What is there now is a setup, and nothing that the form could compare itself with.
      throw new Problem(412, {
        code: error.code,
        detail: error.message,
        ...(error.hint !== undefined && { hint: error.hint }),
      })
    }
  }
}

const payloadOf = (draft: Draft): Record<string, unknown> =>
  draft.saved === undefined ? inputOf(draft) : patchOf(draft)

function outcomeOf({ setup, issues, changes, test }: SetupAnswer, slot: string): SaveOutcome {
  const connection = setup.slots[slot]?.connection
  if (connection === undefined || connection === null) throw new Error('What was saved has no connection.')
  return { connection, issues, changes, ...(test !== undefined && { test }) }
}
