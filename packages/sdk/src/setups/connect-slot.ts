import { type ConnectionRecord, lockedValues, planEdit, prepare, slotInput } from '@connform/core'
import { findSetup } from './find-setup.ts'
import { guardIssues, guardOf } from './guard.ts'
import { placeConnection } from './place-connection.ts'
import { inWordsOf, saveSlot, takeBack } from './save-slot.ts'
import type { SetupContext } from './setup-context.ts'
import type { SlotWords } from './setup-documents.ts'
import { valuesOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { ConnectOptions, Setup, SetupResult } from './setups.ts'

/** Connects a slot by its filled form, or changes the connection that is there. */
export async function connectSlot(
  context: SetupContext,
  { id, slot, input: typed }: { readonly id: string; readonly slot: string; readonly input: unknown },
  options: ConnectOptions,
): Promise<SetupResult> {
  const { record, document } = await findSetup(context, id, options.revision)
  const words = context.documents.slot(document, slot)
  const { issues, input, status } = slotInput(words.slot, words, typed, record.name)
  if (issues.length > 0) return { ok: false, issues, changes: [] }

  const before = await setupView(context, record)
  const current = before.slots[slot]?.connection?.id
  const saved = current === undefined ? undefined : await context.store.get(context.tenant, current)
  const plan = planOf(context, words, saved, input)
  if (!plan.ok) return { ok: false, issues: plan.issues, changes: plan.changes }
  const values = valuesOf(before)
  const locked = {
    present: lockedValues(document, record.settings, values),
    next: lockedValues(document, record.settings, { ...values, [slot]: plan.values }),
  }
  const { guard, refused } = guardOf({ document, record }, locked, options.confirm)
  if (guard !== undefined && refused) return { ok: false, issues: guardIssues(guard), changes: plan.changes, guard }

  // To start over is to leave the old connection behind, and not to change it.
  const startsOver = guard?.reset === 'delete-store'
  const filled = startsOver ? { ...plan.values, ...(input as object) } : input
  const result = await saveSlot(
    context,
    words,
    { input: filled, status },
    { ...options, existing: startsOver ? undefined : current },
  )
  if (!result.ok) return result
  const { connection } = result
  const isNew = connection.id !== current
  const place = isNew ? { connection: connection.id, made: true } : undefined
  let setup: Setup
  try {
    setup = await placeConnection(
      context,
      { record, document, before },
      { slot, place, guard, revision: options.revision },
    )
  } catch (error) {
    if (isNew) await takeBack(context, connection.id)
    throw error
  }
  return {
    ok: true,
    setup,
    issues: result.issues,
    changes: result.changes,
    ...(result.test === undefined ? {} : { test: result.test }),
    ...(guard === undefined ? {} : { reset: guard.reset }),
  }
}

/** What the form comes to, before anything is asked of the provider. */
function planOf(context: SetupContext, words: SlotWords, saved: ConnectionRecord | undefined, input: unknown) {
  const adapter = inWordsOf(context, words).definitions.adapter(words.full.id)
  const options = { adapter, now: context.clock() }
  if (saved === undefined) return prepare(words.full, input, options)
  return planEdit(words.full, { values: saved.values, secrets: saved.secretFields }, input, options)
}
