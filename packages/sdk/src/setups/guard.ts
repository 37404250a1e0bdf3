import { brokenLock, type Issue, type LockedValues, type SetupDocument, type SetupRecord } from '@connform/core'
import type { Guard } from './setups.ts'

/** What stands in the way of a change of locked fields. */
export interface Guarded {
  /** Set where the change breaks a lock, confirmed or not. */
  readonly guard: Guard | undefined
  /** Some of its fields were not confirmed. */
  readonly refused: boolean
}

/**
 * Looks at a change before it is made: only what the change itself moves away from the first use counts.
 *
 * @param present The locked values as they are, `next` as they would be.
 */
export function guardOf(
  { document, record }: { readonly document: SetupDocument; readonly record: SetupRecord },
  { present, next }: { readonly present: LockedValues; readonly next: LockedValues },
  confirm: readonly string[] = [],
): Guarded {
  const moved = Object.fromEntries(
    Object.entries(next).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(present[field])),
  )
  const guard = brokenLock(document, record.usedWith, moved)
  return { guard, refused: guard !== undefined && !guard.fields.every((field) => confirm.includes(field)) }
}

/** A guard as issues of the fields it is about; `path` says which part of the form they stand in. */
export const guardIssues = ({ fields, warning }: Guard): Issue[] =>
  fields.map((field) => ({
    path: field.split('.').slice(-1),
    code: 'locked_field',
    message: warning,
    hint: 'Confirm the change if it is meant.',
    severity: 'error',
  }))
