import { type SetupDocument, type SetupRecord, type SlotRecord, StoreConflictError } from '@connform/core'
import { changeSetup } from './change-setup.ts'
import { dropConnections, forgetFor } from './forget.ts'
import type { SetupContext } from './setup-context.ts'
import { sectionsOf } from './setup-status.ts'
import { setupView } from './setup-view.ts'
import type { Guard, Setup } from './setups.ts'
import { tellOf, tellOfGates } from './tell-of.ts'

interface Placing {
  readonly slot: string
  /** Undefined where the connection that is there was changed in place. */
  readonly place: SlotRecord | undefined
  /** The reset that goes along with it. */
  readonly guard: Guard | undefined
  readonly revision: number | undefined
}

/** Puts a connection into its slot, and tells of it. One that the setup made before for this slot goes. */
export async function placeConnection(
  context: SetupContext,
  {
    record,
    document,
    before,
  }: { readonly record: SetupRecord; readonly document: SetupDocument; readonly before: Setup },
  { slot, place, guard, revision }: Placing,
): Promise<Setup> {
  const after = await write(context, record, { slot, place, guard, revision })
  const setup = await setupView(context, after)
  tellOf(context, after, { type: 'setup.connected', slot })
  if (guard !== undefined) tellOf(context, after, { type: 'setup.reset', reset: guard.reset })
  tellOfGates(context, after, sectionsOf(document, before), sectionsOf(document, setup))
  return setup
}

async function write(
  context: SetupContext,
  record: SetupRecord,
  { slot, place, guard, revision }: Placing,
): Promise<SetupRecord> {
  const kept = place ?? record.slots[slot]
  if (guard !== undefined) {
    return forgetFor(context, record, { kind: guard.reset, keep: { [slot]: kept }, revision })
  }
  if (place === undefined) return record
  const replaced = record.slots[slot]
  const after = await changeSetup(context, record.id, {
    action: 'setup.connected',
    revision,
    change: ({ slots, revision: latest }) => {
      // Somebody filled the slot meanwhile: what they connected may not be lost unseen.
      if (slots[slot]?.connection !== replaced?.connection) throw new StoreConflictError(latest, 'setup')
      return { slots: { ...slots, [slot]: place } }
    },
  })
  if (replaced !== undefined && replaced.connection !== place.connection) await dropConnections(context, [replaced])
  return after
}
