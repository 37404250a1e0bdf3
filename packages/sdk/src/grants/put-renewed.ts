import type { ConnectionRecord, Grant, GrantRecord } from '@connform/core'
import type { Opening } from '../connections/secret-set.ts'
import { openGrant } from './grant-slot.ts'

interface Renewed {
  readonly record: ConnectionRecord
  /** The grant of the record, opened. */
  readonly current: Grant | undefined
}

/**
 * Stores what a renewal brought in the place of the grant it renewed. Sweeps may seal that one anew meanwhile, more
 * than once: it is still the same. False where the connection was given another grant, or removed.
 */
export async function putRenewed(
  opening: Opening,
  { record, current }: Renewed,
  renewed: GrantRecord,
): Promise<boolean> {
  const { store } = opening
  for (let expected = record.grant; ; ) {
    if (await store.replaceGrant(record, expected?.sealed ?? null, renewed)) return true
    const latest = await store.get(record.tenant, record.id)
    if (current === undefined || latest === undefined || latest.removedAt !== null || latest.grant === null)
      return false
    const { accessToken } = await openGrant(opening, latest, latest.grant)
    if (accessToken.reveal() !== current.accessToken.reveal()) return false
    expected = latest.grant
  }
}
