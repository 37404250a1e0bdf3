import { ConnformError, type ResetKind, type SetupRecord, type SlotRecord } from '@connform/core'
import { removeConnection } from '../connections/remove-connection.ts'
import { changeSetup } from './change-setup.ts'
import type { SetupContext } from './setup-context.ts'

/** What a reset leaves of a setup's row. */
const left: Readonly<
  Record<ResetKind, (record: SetupRecord) => Pick<SetupRecord, 'slots' | 'settings' | 'usedAt' | 'usedWith'>>
> = Object.freeze({
  'keep-store': ({ slots }) => ({ slots, settings: {}, usedAt: null, usedWith: null }),
  'delete-store': () => ({ slots: {}, settings: {}, usedAt: null, usedWith: null }),
})

interface Forgetting {
  readonly kind: ResetKind
  /** Slots as they are afterwards, whatever the reset makes of the others. */
  readonly keep?: Readonly<Record<string, SlotRecord | undefined>>
  /** Settings as they are afterwards. */
  readonly settings?: SetupRecord['settings']
  readonly revision?: number | undefined
}

/** Forgets what a reset forgets; the connections it leaves behind go with it, if the setup made them. */
export async function forgetFor(
  context: SetupContext,
  { id }: Pick<SetupRecord, 'id'>,
  { kind, keep = {}, settings, revision }: Forgetting,
): Promise<SetupRecord> {
  let dropped: readonly SlotRecord[] = []
  const after = await changeSetup(context, id, {
    action: 'setup.reset',
    revision,
    change: (latest) => {
      const rest = left[kind](latest)
      const kept = Object.entries(keep).filter((entry): entry is [string, SlotRecord] => entry[1] !== undefined)
      const slots = { ...rest.slots, ...Object.fromEntries(kept) }
      const remaining = new Set(Object.values(slots).map(({ connection }) => connection))
      dropped = Object.values(latest.slots).filter(({ connection }) => !remaining.has(connection))
      return { ...rest, slots, ...(settings === undefined ? {} : { settings }) }
    },
  })
  await dropConnections(context, dropped)
  return after
}

/** Removes connections that a setup made and no other one uses. They can be restored as any other. */
export async function dropConnections(context: SetupContext, slots: readonly SlotRecord[]): Promise<void> {
  const made = slots.filter((slot) => slot.made)
  if (made.length === 0) return
  const others = await context.setups.list(context.tenant)
  const used = new Set(others.flatMap((other) => Object.values(other.slots).map(({ connection }) => connection)))
  for (const { connection } of made) {
    if (used.has(connection)) continue
    context.optionCache.forget(`${context.tenant}\n${connection}\n`)
    await removeConnection(context, connection, {}).catch((error: unknown) => {
      // Somebody removed it before.
      if (!(error instanceof ConnformError && error.code === 'ERR_CONNECTION_NOT_FOUND')) throw error
    })
  }
}
