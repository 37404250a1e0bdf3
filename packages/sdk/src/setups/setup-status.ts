import { brokenLock, lockedValues, type SetupDocument, sectionStates } from '@connform/core'
import { findSetup } from './find-setup.ts'
import type { SetupContext } from './setup-context.ts'
import { setupView } from './setup-view.ts'
import type { Cleaning, SectionStatus, Setup, SetupStatus } from './setups.ts'
import { slotStatuses } from './slot-status.ts'

/** Where a setup stands: which sections can be used, which are done, and what comes next. */
export async function setupStatus(context: SetupContext, id: string): Promise<SetupStatus> {
  const { record, document } = await findSetup(context, id)
  const setup = await setupView(context, record)
  const sections = sectionsOf(document, setup)
  const present = lockedValues(document, setup.settings, valuesOf(setup))
  const cleaning: Cleaning | null = brokenLock(document, record.usedWith, present) ?? null
  return {
    setup,
    slots: slotStatuses(document, setup),
    sections,
    cleaning,
    ready: cleaning === null && sections.every(({ done }) => done),
    next: sections.find(({ open, done }) => open && !done)?.id ?? null,
  }
}

export function sectionsOf(document: SetupDocument, setup: Pick<Setup, 'slots' | 'settings'>): SectionStatus[] {
  const slots = slotStatuses(document, setup).map(
    ({ slot, state, message, hints }) => [slot, { works: state === 'works', message, hints }] as const,
  )
  return sectionStates(document, Object.fromEntries(slots), setup.settings)
}

/** What the connection of each slot holds, for locks. */
export function valuesOf({
  slots,
}: Pick<Setup, 'slots'>): Record<string, Readonly<Record<string, unknown>> | undefined> {
  return Object.fromEntries(Object.entries(slots).map(([slot, { connection }]) => [slot, connection?.values]))
}
