import type { Draft, Note } from './draft.ts'
import { withDefaults } from './draft.ts'
import { discriminatorOf, fieldsOf, isBlank, secretKeysOf } from './form-fields.ts'

/** What a person typed or chose: the fields that changed lose their notes. */
export function typeInto(draft: Draft, values: Readonly<Record<string, unknown>>): Draft {
  const discriminator = discriminatorOf(draft.definition)
  let next = draft
  for (const [key, value] of Object.entries(values)) {
    if (isUnchanged(next.values[key], value)) continue
    if (key === discriminator) next = chooseAuthType(next, typeof value === 'string' ? value : undefined)
    else next = withValue(next, key, value)
  }
  return next
}

function withValue(draft: Draft, key: string, value: unknown): Draft {
  const { [key]: _, ...notes } = draft.notes
  return { ...draft, values: { ...draft.values, [key]: value }, notes, undone: excluding(draft.undone, key) }
}

/**
 * Other fields take the place of the old ones. A secret goes with the auth type it was typed for, even where the new
 * one has a field of the same name: it is another secret. What is not secret stays, and is there on the way back.
 */
export function chooseAuthType(draft: Draft, authType: string | undefined): Draft {
  const discriminator = discriminatorOf(draft.definition)
  if (discriminator === undefined || draft.authType === authType) return draft
  const values: Record<string, unknown> = { ...draft.values, [discriminator]: authType }
  const notes: Record<string, Note> = { ...draft.notes }
  const undone = new Set(draft.undone)
  const visited = new Set(draft.visited)
  const shared = new Set(fieldsOf(draft.definition, undefined).map((field) => field.key))
  for (const key of secretKeysOf(draft.definition)) {
    if (shared.has(key)) continue
    delete values[key]
    delete notes[key]
    undone.delete(key)
    visited.delete(key)
  }
  delete notes[discriminator]
  return withDefaults({ ...draft, authType, values, notes, undone, visited })
}

/** Puts back, exactly, what stood in a field before it was changed for the person. */
export function undo(draft: Draft, key: string): Draft {
  const note = draft.notes[key]
  if (note === undefined) return draft
  if (key === discriminatorOf(draft.definition)) {
    return chooseAuthType(draft, typeof note.before === 'string' ? note.before : undefined)
  }
  const { [key]: _, ...notes } = draft.notes
  return { ...draft, values: { ...draft.values, [key]: note.before }, notes, undone: including(draft.undone, key) }
}

/** The person has left a field: from now on its mistakes are shown, if anything was typed. */
export function visit(draft: Draft, key: string): Draft {
  if (draft.visited.has(key) || isBlank(draft.values[key])) return draft
  return { ...draft, visited: including(draft.visited, key) }
}

/** Marks a saved secret to be removed with the next save. */
export const clearSecret = (draft: Draft, key: string): Draft => withValue(draft, key, null)

/** Takes the mark, or what was typed, back. */
export const keepSecret = (draft: Draft, key: string): Draft => withValue(draft, key, undefined)

/** Without any typed secret: what may stay in memory when the form closes. */
export function withoutSecrets(draft: Draft): Draft {
  const secrets = secretKeysOf(draft.definition)
  const keep = <Kept>(record: Readonly<Record<string, Kept>>): Record<string, Kept> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !secrets.has(key)))
  return { ...draft, values: keep(draft.values), notes: keep(draft.notes) }
}

/** A typed space is a change, although it means nothing. */
const isUnchanged = (before: unknown, after: unknown): boolean =>
  Object.is(before, after) || (Array.isArray(before) && JSON.stringify(before) === JSON.stringify(after))

const including = (set: ReadonlySet<string>, key: string): ReadonlySet<string> => new Set([...set, key])

const excluding = (set: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...set].filter((one) => one !== key))
