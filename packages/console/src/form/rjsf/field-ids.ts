/** What ids of fields begin with, so that a link and a message find their field. */
export const FORM_ID = 'field'

export const idOfField = (key: string): string => `${FORM_ID}-${key}`

export const keyOfId = (id: string): string => id.slice(FORM_ID.length + 1)

/** Puts the cursor into a field, or on the chosen one of its options. */
export function focusField(key: string): boolean {
  const element = document.getElementById(idOfField(key))
  const target =
    element?.matches('input, select, textarea, button') === true
      ? element
      : (element?.querySelector<HTMLElement>('input:checked') ??
        element?.querySelector<HTMLElement>('input:not([tabindex="-1"]), select, textarea, button'))
  if (target === null || target === undefined) return false
  target.focus()
  target.scrollIntoView({ block: 'center' })
  return true
}
