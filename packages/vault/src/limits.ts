import { ConnformError } from '@connform/core'

/** How long one data key is used. Lower them for tests or stricter rules; the hard stop cannot be moved. */
export interface VaultLimits {
  /** Seals counted in the store at once, used up in memory. Default is 1,048,576 (2^20). */
  readonly sealsPerLease: number
  /** The next key is made before one has sealed more than this. Default is 1,073,741,824 (2^30). */
  readonly sealsPerKey: number
  /** The next key is made when one is this old. Default is 30 days. */
  readonly keyAgeMs: number
  /** Keys in memory are read again when the reading is this old: another process may have made new ones. Default is 60,000. */
  readonly keyringAgeMs: number
}

/** No key seals more than this with random IVs, whatever happens. RFC 7518 §8.4, NIST SP 800-38D §8.3. */
export const MAX_SEALS_PER_KEY = 2 ** 32

const defaults: VaultLimits = Object.freeze({
  sealsPerLease: 2 ** 20,
  sealsPerKey: 2 ** 30,
  keyAgeMs: 30 * 24 * 60 * 60 * 1000,
  keyringAgeMs: 60_000,
})

export function vaultLimits(chosen: Partial<VaultLimits> = {}): VaultLimits {
  const limits = { ...defaults, ...chosen }
  const ordered = [1, limits.sealsPerLease, limits.sealsPerKey, MAX_SEALS_PER_KEY]
  const rising = ordered.every((value, index) => Number.isSafeInteger(value) && value >= (ordered[index - 1] ?? 1))
  if (!rising || !(limits.keyAgeMs > 0) || !(limits.keyringAgeMs > 0)) {
    throw new ConnformError(
      'ERR_OPTION_INVALID',
      'The limits of the vault have to be whole numbers with 1 ≤ sealsPerLease ≤ sealsPerKey ≤ 2^32, and ages above 0.',
    )
  }
  return Object.freeze(limits)
}
