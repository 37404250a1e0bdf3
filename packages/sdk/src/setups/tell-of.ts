import type { SetupRecord } from '@connform/core'
import type { SetupContext } from './setup-context.ts'
import type { SectionStatus, SetupEvent } from './setups.ts'

type Told = Pick<SetupEvent, 'type' | 'slot' | 'fields' | 'reset' | 'opened' | 'closed'>

/** Tells listeners what happened to a setup. */
export function tellOf(
  context: SetupContext,
  { id, document }: Pick<SetupRecord, 'id' | 'document'>,
  told: Told,
): void {
  const { events, tenant, actor, clock } = context
  events.emit({ ...told, tenant, setup: id, document, at: clock().toISOString(), actor })
}

/** Tells which sections opened or were locked by what was done. */
export function tellOfGates(
  context: SetupContext,
  record: Pick<SetupRecord, 'id' | 'document'>,
  before: readonly SectionStatus[],
  after: readonly SectionStatus[],
): void {
  const wasOpen = new Set(before.filter(({ open }) => open).map(({ id }) => id))
  const opened = after.filter(({ id, open }) => open && !wasOpen.has(id)).map(({ id }) => id)
  const closed = after.filter(({ id, open }) => !open && wasOpen.has(id)).map(({ id }) => id)
  if (opened.length + closed.length > 0) tellOf(context, record, { type: 'setup.gates_changed', opened, closed })
}
