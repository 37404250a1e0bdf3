import { type Clock, ConnformError, type DataKeyStore } from '@connform/core'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import type { KeySource } from './key-source.ts'
import { type VaultLimits, vaultLimits } from './limits.ts'
import { sparedKey } from './spared-key.ts'
import { type PreviousKeys, unwrappingKeys } from './unwrapping-keys.ts'

export interface VaultOptions {
  /** Wraps the data keys. */
  readonly keyEncryptionKey: KeyEncryptionKey
  /**
   * Key-encryption keys of before: each unwraps the data keys that name it, and wraps none. A function is called when a
   * data key names one that is not known, at most once a minute. Default is none.
   */
  readonly previousKeyEncryptionKeys?: PreviousKeys
  /** Where wrapped data keys are kept. */
  readonly dataKeys: DataKeyStore
  /** Decides how old a key is. Default is the system's clock. */
  readonly clock?: Clock
  /** IVs drawn at once, 0 to 65,536. Default is 256; 0 draws each by itself, for hosts that snapshot running processes. */
  readonly ivPool?: number
  readonly limits?: Partial<VaultLimits>
  /**
   * Tenants whose keys are kept in memory, about a kilobyte each. Default is 10,000. Beyond them, only those used
   * within the last ten seconds stay. Keys that were dropped are loaded again by the next `load`; what was left of
   * their lease is lost.
   */
  readonly maxTenants?: number
}

/** @throws ConnformError `ERR_OPTION_INVALID` for limits that make no sense. */
export function readVaultOptions(options: VaultOptions): { readonly source: KeySource; readonly maxTenants: number } {
  const { dataKeys, clock = () => new Date(), maxTenants = 10_000 } = options
  if (!Number.isSafeInteger(maxTenants) || maxTenants < 1) {
    throw new ConnformError('ERR_OPTION_INVALID', 'maxTenants has to be a whole number above 0.')
  }
  const wrapping = sparedKey(options.keyEncryptionKey, clock)
  const unwrapping = unwrappingKeys(wrapping, options.previousKeyEncryptionKeys ?? [], clock)
  return { source: { wrapping, unwrapping, dataKeys, clock, limits: vaultLimits(options.limits) }, maxTenants }
}
