import type { Change, Definition } from '@connform/core'
import { discriminatorOf, fieldsOf, NO_AUTH_TYPE } from './form-fields.ts'
import type { SlotOfSetup } from './slot-of-setup.ts'

/** A connection as far as an edit of it goes. */
export interface SavedState {
  readonly id: string
  readonly authType: string
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, { readonly updatedAt: string }>>
  readonly revision: number
}

/** What was changed for the person in one field, and what stood there before. */
export interface Note {
  readonly kinds: readonly Change['kind'][]
  readonly messages: readonly string[]
  readonly before: unknown
}

/** What stands in a form that is being filled in. Never changed: each act makes another one. */
export interface Draft {
  readonly definition: Definition
  /** What is edited; absent for a connection that is new. */
  readonly saved?: SavedState
  /** Set where it is filled in for a setup. */
  readonly slot?: SlotOfSetup
  /** Undefined while none is chosen; `none` where the form has none. */
  readonly authType: string | undefined
  /** What stands in the inputs, secrets that were typed included; `null` for a saved secret that is to be cleared. */
  readonly values: Readonly<Record<string, unknown>>
  /** By field: what was changed for the person. */
  readonly notes: Readonly<Record<string, Note>>
  /** Fields in which a change was undone: left as they are until something is typed. */
  readonly undone: ReadonlySet<string>
  /** Fields that were left after typing: their mistakes may be shown. */
  readonly visited: ReadonlySet<string>
}

const NOTHING: ReadonlySet<string> = new Set()

/** An empty form, with its defaults filled in and said. */
export function newDraft(definition: Definition, authType?: string, slot?: SlotOfSetup): Draft {
  const discriminator = discriminatorOf(definition)
  const only = discriminator === undefined ? NO_AUTH_TYPE : authType
  const chosen = only !== undefined && discriminator !== undefined ? { [discriminator]: only } : {}
  const draft = {
    definition,
    ...(slot !== undefined && { slot }),
    authType: only,
    values: chosen,
    notes: {},
    undone: NOTHING,
    visited: NOTHING,
  }
  return withDefaults(draft)
}

/** The form of a saved connection: its values in their inputs, its secrets nowhere. */
export function draftOf(definition: Definition, saved: SavedState, slot?: SlotOfSetup): Draft {
  const authType = discriminatorOf(definition) === undefined ? NO_AUTH_TYPE : saved.authType
  const secret = new Set(fieldsOf(definition, authType).flatMap((field) => (field.secret ? [field.key] : [])))
  const values = Object.fromEntries(Object.entries(saved.values).filter(([key]) => !secret.has(key)))
  const nothing = { notes: {}, undone: NOTHING, visited: NOTHING }
  return { definition, saved, ...(slot !== undefined && { slot }), authType, values, ...nothing }
}

/** Puts defaults into fields that hold nothing, and says so. */
export function withDefaults(draft: Draft): Draft {
  const values: Record<string, unknown> = { ...draft.values }
  const notes: Record<string, Note> = { ...draft.notes }
  for (const { key, schema } of fieldsOf(draft.definition, draft.authType)) {
    if (schema.default === undefined || values[key] !== undefined || draft.undone.has(key)) continue
    values[key] = schema.default
    const message = `${schema.title} was set to ${String(schema.default)}.`
    notes[key] = { kinds: ['defaulted'], messages: [message], before: undefined }
  }
  return { ...draft, values, notes }
}
