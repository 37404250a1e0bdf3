import type { ConnformError } from '@connform/core'
import type { DataKey } from './data-key.ts'
import type { KeySource } from './key-source.ts'
import type { VaultLimits } from './limits.ts'

/** Another attempt at what a key-encryption key did not do waits so long. */
const RETRY_MS = 60_000

/**
 * What is left of the seals counted in the store in advance: a process leases many at once and uses them up in memory.
 * What it does not use is lost, so a key is leased more often than it seals, never the other way. All readings of one
 * active key share one such count, for seals go on while a reading does.
 */
export interface Lease {
  sealsLeft: number
}

/** The data keys of one tenant in memory. */
export interface Keyring {
  /** The key that seals. */
  readonly active: DataKey
  readonly lease: Lease
  /** Every key that opens. */
  readonly keys: ReadonlyMap<string, DataKey>
  /** Keys of the store that could not be unwrapped, and why. */
  readonly unreadable: ReadonlyMap<string, ConnformError>
  /** The active key is to be followed by another from here on, in milliseconds since 1970. */
  readonly rollAtMs: number
  readonly readAtMs: number
}

/** Whether a keyring should be read again: its key is old, its lease runs low, or another process may have changed it. */
export function needsReading(keyring: Keyring, { clock, limits }: KeySource): boolean {
  const now = clock().getTime()
  return (
    isLow(keyring.lease, limits) || now >= keyring.rollAtMs || Math.abs(now - keyring.readAtMs) >= limits.keyringAgeMs
  )
}

export function isLow({ sealsLeft }: Lease, { sealsPerLease }: VaultLimits): boolean {
  return sealsLeft < sealsPerLease / 4
}

/** `keyring` for some time longer, although its key should be followed by another. */
export function prolonged(keyring: Omit<Keyring, 'rollAtMs' | 'readAtMs'>, { clock }: KeySource): Keyring {
  const now = clock().getTime()
  return { ...keyring, rollAtMs: now + RETRY_MS, readAtMs: now }
}
