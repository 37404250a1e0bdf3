import type { Session } from '../../api/types.ts'
import type { Draft } from '../draft/draft.ts'

/** Where the provider sends people back to: as the server says, else below the page's own address. */
export const callbackUrl = ({ redirectUri }: Pick<Session, 'redirectUri'>): string =>
  redirectUri ?? new URL('/api/v1/oauth/callback', window.location.origin).href

/** Puts the address of our callback into the fields that only show it and hold none yet. */
export function withCallback(draft: Draft, url: string): Draft {
  const { form } = draft.definition
  const all = [form.properties, ...(form.allOf ?? []).map((branch) => branch.then.properties)]
  const shown = all
    .flatMap((properties) => Object.entries(properties))
    .filter(([key, schema]) => schema.readOnly === true && schema.format === 'uri' && draft.values[key] === undefined)
  if (shown.length === 0) return draft
  return { ...draft, values: { ...draft.values, ...Object.fromEntries(shown.map(([key]) => [key, url])) } }
}
