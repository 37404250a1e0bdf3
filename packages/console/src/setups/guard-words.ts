import type { SetupDocument } from '@connform/core'
import type { Guard } from '../api/setup-types.ts'
import type { GuardWords } from '../form/panel/guard-dialog.tsx'

/** The title of a locked field: of a setting, or of a field of a slot as in `store.name`. */
export function lockedTitle(document: SetupDocument, field: string): string {
  const [slot = '', name] = field.split('.')
  if (name === undefined) return document.settings.form.properties[field]?.title ?? field
  const rules = document.slots[slot]
  return `${rules?.title ?? slot} · ${rules?.fields[name]?.title ?? name}`
}

/** What a guard is about, in the words of the document. */
export function guardWords(
  document: SetupDocument,
  { fields, reset }: Guard,
  titleOf: (field: string) => string = (field) => lockedTitle(document, field),
): GuardWords {
  const isOfSlot = fields.some((field) => field.includes('.'))
  const effect = isOfSlot ? (reset === 'delete-store' ? 'store' : reset) : reset === 'keep-store' ? 'settings' : reset
  return { fields: fields.map(titleOf), reset: document.resets[reset] ?? { title: reset, text: '' }, effect }
}
