import type { Draft } from './draft.ts'
import { discriminatorOf, fieldsOf, isBlank, isSameValue } from './form-fields.ts'

/** What is sent to make a connection: the filled fields of the chosen auth type and of no other. */
export function inputOf(draft: Draft): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const { key } of fieldsOf(draft.definition, draft.authType)) {
    if (!isBlank(draft.values[key])) input[key] = draft.values[key]
  }
  return input
}

/**
 * What is sent to change a connection: fields of the chosen auth type that differ from the saved ones, `null` where one
 * was emptied, and secrets that were typed or are to be cleared.
 */
export function patchOf(draft: Draft): Record<string, unknown> {
  const saved = draft.saved?.values ?? {}
  const patch: Record<string, unknown> = {}
  for (const { key, secret } of fieldsOf(draft.definition, draft.authType)) {
    const value = draft.values[key]
    if (secret) {
      if (value === null || !isBlank(value)) patch[key] = value
    } else if (!isSameValue(value, saved[key])) patch[key] = isBlank(value) ? null : value
  }
  return patch
}

/**
 * Whether something that a person put in would be lost if the form closed: neither defaults, nor what is only shown, nor
 * the auth type with which the form opened.
 */
export function isUnsaved(draft: Draft, openedWith?: string): boolean {
  const sent = draft.saved === undefined ? inputOf(draft) : patchOf(draft)
  const discriminator = discriminatorOf(draft.definition)
  return fieldsOf(draft.definition, draft.authType).some(
    ({ key, schema }) =>
      key in sent &&
      schema.readOnly !== true &&
      draft.notes[key]?.kinds[0] !== 'defaulted' &&
      !(key === discriminator && draft.authType === openedWith),
  )
}
