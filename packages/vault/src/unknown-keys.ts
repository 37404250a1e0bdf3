import type { Clock } from '@connform/core'

const ASK_AGAIN_MS = 60_000
const MAX_REMEMBERED = 1024

/** Key ids that tokens named and no keyring held. */
export interface UnknownKeys {
  add(tenant: string, keyId: string): void
  /** Whether the store should be asked for keys of this tenant. */
  has(tenant: string): boolean
  /** The store was asked. */
  forget(tenant: string): void
}

/**
 * Remembers what was asked for, so that a forged key id costs the store one query a minute and the key-encryption
 * key nothing.
 */
export function unknownKeys(clock: Clock): UnknownKeys {
  const wanted = new Set<string>()
  const askedAtMs = new Map<string, number>()
  return Object.freeze({
    add(tenant, keyId) {
      const now = clock().getTime()
      const askedAt = askedAtMs.get(keyId)
      if (askedAt !== undefined && now - askedAt < ASK_AGAIN_MS) return
      if (askedAtMs.size >= MAX_REMEMBERED) askedAtMs.clear()
      askedAtMs.set(keyId, now)
      wanted.add(tenant)
    },
    has: (tenant) => wanted.has(tenant),
    forget: (tenant) => void wanted.delete(tenant),
  } satisfies UnknownKeys)
}
