import type { SetupRecord } from '@connform/core'
import type { Connection } from '../connections/connections.ts'
import { viewAtPresent } from '../connections/context.ts'
import type { SetupContext } from './setup-context.ts'
import type { Setup } from './setups.ts'

/** A row as it is shown at this moment, with the connections it names. */
export async function setupView(context: SetupContext, record: SetupRecord): Promise<Setup> {
  const slots = await Promise.all(
    Object.entries(record.slots).map(async ([slot, { connection, made }]) => {
      const found = await connectionOf(context, connection)
      return [slot, { connection: found, made }] as const
    }),
  )
  const bySlot = Object.fromEntries(slots)
  return {
    id: record.id,
    document: record.document,
    documentVersion: record.documentVersion,
    name: nameOf(context, record, bySlot),
    slots: bySlot,
    settings: record.settings,
    usedAt: record.usedAt,
    revision: record.revision,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  }
}

/** A connection that was removed since is none. */
export async function connectionOf(context: SetupContext, id: string): Promise<Connection | null> {
  const found = await context.store.getSummary(context.tenant, id)
  return found === undefined || found.removedAt !== null ? null : viewAtPresent(context, found)
}

/** A setup that is called after a field of its connection follows it. */
function nameOf({ documents }: SetupContext, { document, name }: SetupRecord, slots: Setup['slots']): string {
  const [slot = '', field = ''] = documents.find(document)?.nameFrom?.split('.') ?? []
  const value = slots[slot]?.connection?.values[field]
  return typeof value === 'string' ? value : name
}
