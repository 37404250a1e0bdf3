import { type Issue, lockedValues } from '@connform/core'
import { findSummary, viewAtPresent } from '../connections/context.ts'
import { testConnection } from '../connections/test-connection.ts'
import { findSetup } from './find-setup.ts'
import { guardIssues, guardOf } from './guard.ts'
import { placeConnection } from './place-connection.ts'
import { testOptionsOf } from './save-slot.ts'
import type { SetupContext } from './setup-context.ts'
import { valuesOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { ConnectOptions, SetupResult } from './setups.ts'

/** Puts a connection that is there already into a slot, if it fits and passes its test. */
export async function useConnection(
  context: SetupContext,
  { id, slot, connection }: { readonly id: string; readonly slot: string; readonly connection: string },
  options: ConnectOptions,
): Promise<SetupResult> {
  const { record, document } = await findSetup(context, id, options.revision)
  const { slot: rules } = context.documents.slot(document, slot)
  const found = viewAtPresent(context, await findSummary(context, connection))
  const fits = found.definition === rules.definition && (rules.authTypes?.includes(found.authType) ?? true)
  if (!fits) return { ok: false, issues: [misfit(slot, rules.title)], changes: [] }

  const before = await setupView(context, record)
  const values = valuesOf(before)
  const locked = {
    present: lockedValues(document, record.settings, values),
    next: lockedValues(document, record.settings, { ...values, [slot]: found.values }),
  }
  const { guard, refused } = guardOf({ document, record }, locked, options.confirm)
  if (guard !== undefined && refused) return { ok: false, issues: guardIssues(guard), changes: [], guard }
  const test = await testConnection(context, connection, testOptionsOf(rules, options))
  if (!test.ok && rules.verify !== 'report') return { ok: false, issues: [failed(slot, test)], changes: [], test }

  const held = record.slots[slot]
  // The one that is there already stays whose it is.
  const place = held?.connection === connection ? held : { connection, made: false }
  const setup = await placeConnection(
    context,
    { record, document, before },
    { slot, place, guard, revision: options.revision },
  )
  return { ok: true, setup, issues: [], changes: [], test, ...(guard === undefined ? {} : { reset: guard.reset }) }
}

const misfit = (slot: string, title: string): Issue => ({
  path: [slot],
  code: 'wrong_definition',
  message: `This connection is of another kind than ${title} needs.`,
  hint: 'Choose a connection of the right provider and auth type, or make a new one.',
  severity: 'error',
})

const failed = (slot: string, { message, hints: [hint] }: { message: string; hints: readonly string[] }): Issue => ({
  path: [slot],
  code: 'test_failed',
  message,
  severity: 'error',
  ...(hint === undefined ? {} : { hint }),
})
