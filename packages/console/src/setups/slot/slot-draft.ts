import type { SlotForm } from '../../api/setup-types.ts'
import type { Connection } from '../../api/types.ts'
import { type Draft, draftOf, newDraft } from '../../form/draft/draft.ts'
import { discriminatorOf, NO_AUTH_TYPE } from '../../form/draft/form-fields.ts'
import type { SlotWords } from './slot-words.ts'

/** An empty form of a slot. */
export const newSlotDraft = (words: SlotWords, name: string): Draft =>
  newDraft(words.shown, undefined, { ...words, name })

/** The form of a slot that has a connection: its values as the slot shows them. */
export function savedSlotDraft(
  words: SlotWords,
  name: string,
  saved: { form: SlotForm; connection: Connection },
): Draft {
  const { form, connection } = saved
  const { id, values, secrets, revision } = connection
  const authType = discriminatorOf(words.shown) === undefined ? NO_AUTH_TYPE : connection.authType
  return draftOf(
    words.shown,
    { id, authType, values: form.values, secrets: form.secrets, revision },
    { ...words, name, saved: { authType: connection.authType, values, secrets } },
  )
}
