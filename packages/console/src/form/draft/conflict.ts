import { typeInto } from './change-draft.ts'
import { type Draft, draftOf, type SavedState } from './draft.ts'
import { fieldsOf, isBlank, isSameValue } from './form-fields.ts'
import { patchOf } from './sent-input.ts'

/** One field on which this form and what was saved meanwhile differ. */
export type ConflictRow = ValueRow | SecretRow

interface ValueRow {
  readonly key: string
  readonly title: string
  readonly secret: false
  readonly mine: unknown
  readonly theirs: unknown
}

/** Of a secret there is nothing to show but what becomes of it. */
interface SecretRow {
  readonly key: string
  readonly title: string
  readonly secret: true
  readonly mine: SecretFate
  readonly theirs: SecretFate
}

export type SecretFate = 'same' | 'typed' | 'removed'

/** What differs between the form and the connection as somebody else saved it, in form order. */
export function conflictRows(draft: Draft, theirs: SavedState): readonly ConflictRow[] {
  const before = draft.saved
  const fields = new Map(
    [...fieldsOf(draft.definition, draft.authType), ...fieldsOf(draft.definition, theirs.authType)].map((field) => [
      field.key,
      field,
    ]),
  )
  const rows: ConflictRow[] = []
  for (const { key, schema, secret } of fields.values()) {
    const { title } = schema
    const mine = draft.values[key]
    if (secret) {
      const fates = { mine: myFate(mine), theirs: theirFate(before?.secrets[key], theirs.secrets[key]) }
      if (fates.mine !== 'same' || fates.theirs !== 'same') rows.push({ key, title, secret: true, ...fates })
    } else if (!isSameValue(mine, theirs.values[key])) {
      rows.push({ key, title, secret: false, mine, theirs: theirs.values[key] })
    }
  }
  return rows
}

function myFate(typed: unknown): SecretFate {
  if (typed === null) return 'removed'
  return isBlank(typed) ? 'same' : 'typed'
}

function theirFate(before: { readonly updatedAt: string } | undefined, now: typeof before): SecretFate {
  if (now?.updatedAt === before?.updatedAt) return 'same'
  return now === undefined ? 'removed' : 'typed'
}

/** The form of what somebody else saved; what was typed here is dropped, what is only shown stays. */
export function takeTheirs(draft: Draft, theirs: SavedState): Draft {
  const taken = draftOf(draft.definition, theirs)
  const shown = fieldsOf(draft.definition, taken.authType).filter(
    ({ key, schema }) => schema.readOnly === true && taken.values[key] === undefined && key in draft.values,
  )
  const values = Object.fromEntries(shown.map(({ key }) => [key, draft.values[key]]))
  return { ...taken, values: { ...taken.values, ...values } }
}

/** What was changed here, on top of what somebody else saved; what was not changed here becomes theirs. */
export function putMineOver(draft: Draft, theirs: SavedState): Draft {
  const patch = patchOf(draft)
  const based = typeInto(draftOf(draft.definition, theirs), patch)
  return { ...based, values: { ...based.values, ...patch }, visited: draft.visited }
}
