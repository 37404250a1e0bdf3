import type { Issue } from '@connform/core'
import type { Draft } from '../draft/draft.ts'
import { type Look, shownIssues } from '../draft/look.ts'
import type { SaveMode } from '../save/save-connection.ts'

/** What the server found wrong, and what stood in the fields then. */
export interface Refusal {
  readonly issues: readonly Issue[]
  readonly values: Readonly<Record<string, unknown>>
}

export interface Showing {
  readonly draft: Draft
  readonly found: Look
  /** Everything is shown once somebody tried to save. */
  readonly all: boolean
  readonly refusal: Refusal | undefined
  readonly mode: SaveMode
}

/** At most one issue per field. What the server said of a field stands until something else is typed there. */
export function issuesToShow({ draft, found, all, refusal, mode }: Showing): readonly Issue[] {
  const wanted = all ? found.issues : shownIssues(draft, { issues: found.issues, isEdit: mode === 'edit' })
  // What holds for the saved auth type stands in a banner above the form.
  const isSavedType = draft.saved?.authType === draft.authType
  const local = isSavedType ? wanted.filter((issue) => issue.code !== 'notice') : wanted
  const stands = (refusal?.issues ?? []).filter(
    ({ path: [key] }) => key === undefined || isAsItWas(draft, refusal, key),
  )
  const errors = new Set(local.filter((issue) => issue.severity === 'error').map((issue) => issue.path[0]))
  const added = stands.filter(({ path: [key] }) => key === undefined || !errors.has(key))
  const taken = new Set(added.map((issue) => issue.path[0]))
  return [...local.filter(({ path: [key] }) => key === undefined || !taken.has(key)), ...added]
}

const isAsItWas = (draft: Draft, refusal: Refusal | undefined, key: string): boolean =>
  Object.is(draft.values[key], refusal?.values[key])
