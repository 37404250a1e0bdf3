import type { Draft } from '../draft/draft.ts'

/**
 * Puts the address of our callback into the fields that only show it.
 *
 * @param callbackUrl as the server says it, for it may be reached by another address than this page
 */
export function withCallback(draft: Draft, callbackUrl: string): Draft {
  const { form } = draft.definition
  const all = [form.properties, ...(form.allOf ?? []).map((branch) => branch.then.properties)]
  const shown = all
    .flatMap((properties) => Object.entries(properties))
    .filter(([key, schema]) => schema.readOnly === true && schema.format === 'uri' && draft.values[key] === undefined)
  if (shown.length === 0) return draft
  return { ...draft, values: { ...draft.values, ...Object.fromEntries(shown.map(([key]) => [key, callbackUrl])) } }
}
