import type { Clock, DataKeyStore } from '@connform/core'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import type { VaultLimits } from './limits.ts'
import type { UnwrappingKeys } from './unwrapping-keys.ts'

/** Where data keys come from, and how long they are used. */
export interface KeySource {
  /** Wraps every new data key. */
  readonly wrapping: KeyEncryptionKey
  readonly unwrapping: UnwrappingKeys
  readonly dataKeys: DataKeyStore
  readonly clock: Clock
  readonly limits: VaultLimits
}
