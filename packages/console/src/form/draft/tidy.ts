import type { Change } from '@connform/core'
import type { Draft, Note } from './draft.ts'
import { isBlank, isSameValue } from './form-fields.ts'
import type { Look } from './look.ts'

const SHOWN: ReadonlySet<Change['kind']> = new Set(['trimmed', 'lowercased', 'derived'])

/**
 * When a field is left: puts what was cleaned or read out of it into its place, and what else a pasted text held into
 * fields that hold nothing. Each such field says what was changed; an undone one is left alone.
 */
export function tidy(draft: Draft, key: string, { values, secrets, changes }: Look): Draft {
  const next: Record<string, unknown> = { ...draft.values }
  const notes: Record<string, Note> = { ...draft.notes }
  let changed = false
  for (const change of changes) {
    const field = change.path[0]
    if (field === undefined || !SHOWN.has(change.kind) || draft.undone.has(field)) continue
    const isFilled = change.kind === 'derived' && isBlank(draft.values[field])
    if (field !== key && !isFilled) continue
    const after = values[field] ?? secrets[field]?.reveal()
    const before = draft.values[field]
    if (after === undefined || isSameValue(after, before) || String(after) === String(before)) continue
    const already = next[field] === after ? notes[field] : undefined
    next[field] = after
    notes[field] = {
      kinds: [...(already?.kinds ?? []), change.kind],
      messages: [...(already?.messages ?? []), change.message],
      before,
    }
    changed = true
  }
  return changed ? { ...draft, values: next, notes } : draft
}
