import { type Adapter, type Change, type Issue, planEdit, prepare, type Secret } from '@connform/core'
import type { Draft } from './draft.ts'
import { fieldsOf } from './form-fields.ts'
import { inputOf, patchOf } from './sent-input.ts'
import { asShown, completed, type SlotOfSetup } from './slot-of-setup.ts'

export interface LookOptions {
  /** Reads pasted texts and finds look-alike mistakes; absent until it is loaded, and for definitions without one. */
  readonly adapter?: Pick<Adapter, 'derive' | 'inspect'> | undefined
  readonly now: Date
}

/** What would become of a draft if it were saved now, found out without sending it. */
export interface Look {
  readonly ok: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, Secret>>
  /** At most one per field, in form order. */
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
}

/** Cleans and checks a draft by the same rules as the server. */
export function look(draft: Draft, { adapter, now }: LookOptions): Look {
  const options = { now, ...(adapter !== undefined && { adapter }) }
  if (draft.slot !== undefined) return lookAtSlot(draft, draft.slot, options)
  if (draft.saved === undefined) return prepare(draft.definition, inputOf(draft), options)
  return replacing(planEdit(draft.definition, draft.saved, patchOf(draft), options))
}

/** What is not asked for is put in before, as the server does it; what is found is said as the slot shows it. */
function lookAtSlot(draft: Draft, slot: SlotOfSetup, options: Parameters<typeof prepare>[2]): Look {
  const typed = completed(slot, draft.saved === undefined ? inputOf(draft) : patchOf(draft))
  const found =
    slot.saved === undefined
      ? prepare(slot.full, typed.input, options)
      : replacing(planEdit(slot.full, slot.saved, typed.input, options))
  const values = Object.entries(found.values).map(([key, value]) => [key, asShown(slot, key, value)])
  return {
    ...found,
    ok: found.ok && typed.issues.length === 0,
    values: Object.fromEntries(values),
    issues: [...found.issues, ...typed.issues],
  }
}

function replacing(plan: ReturnType<typeof planEdit>): Look {
  const secrets: Record<string, Secret> = {}
  for (const [key, operation] of Object.entries(plan.secrets)) {
    if (operation.op === 'replace') secrets[key] = operation.value
  }
  return { ...plan, secrets }
}

const ON_CHOICE: ReadonlySet<string> = new Set(['notice', 'refused_by_notice'])
const ON_EDIT: ReadonlySet<string> = new Set([...ON_CHOICE, 'secret_required'])

/**
 * The issues that are shown while somebody still types: of fields that were left, those that a choice brings about and,
 * in an edit, secrets that have to be typed again because of it.
 */
export function shownIssues(
  draft: Draft,
  { issues, isEdit }: Pick<Look, 'issues'> & { readonly isEdit: boolean },
): readonly Issue[] {
  const fields = new Set(fieldsOf(draft.definition, draft.authType).map((field) => field.key))
  const atOnce = isEdit ? ON_EDIT : ON_CHOICE
  return issues.filter((issue) => {
    const key = issue.path[0] ?? ''
    return fields.has(key) && (draft.visited.has(key) || atOnce.has(issue.code))
  })
}
