import type { Definition, SetupDocument } from '@connform/core'
import type { Guard } from '../api/setup-types.ts'
import type { GuardWords } from '../form/panel/guard-dialog.tsx'

/**
 * The title of a locked field: of a setting, or of a field of a slot as in `store.name`.
 *
 * @param definition of the slot, as far as it is known
 */
export function lockedTitle(document: SetupDocument, field: string, definition?: Definition): string {
  const [slot = '', name] = field.split('.')
  if (name === undefined) return document.settings.form.properties[field]?.title ?? field
  const rules = document.slots[slot]
  const parts =
    definition === undefined ? [] : [definition.form, ...(definition.form.allOf ?? []).map(({ then }) => then)]
  const known = parts.flatMap(({ properties }) => properties[name]?.title ?? [])
  return `${rules?.title ?? slot} · ${rules?.fields[name]?.title ?? known[0] ?? name}`
}

/** What a guard is about, in the words of the document. */
export function guardWords(document: SetupDocument, { fields, reset }: Guard, definition?: Definition): GuardWords {
  const isOfSlot = fields.some((field) => field.includes('.'))
  const effect = isOfSlot ? (reset === 'delete-store' ? 'store' : reset) : reset === 'keep-store' ? 'settings' : reset
  return {
    fields: fields.map((field) => lockedTitle(document, field, definition)),
    reset: document.resets[reset] ?? { title: reset, text: '' },
    effect,
  }
}
