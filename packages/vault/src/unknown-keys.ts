import type { Clock } from '@connform/core'

const ASK_AGAIN_MS = 60_000
const MAX_REMEMBERED = 1024

/** Key ids that tokens named and no keyring held. */
export interface UnknownKeys {
  add(tenant: string, keyId: string): void
  /** Whether the store should be asked for keys of this tenant. */
  has(tenant: string): boolean
  /** The store is being asked. */
  forget(tenant: string): void
}

/**
 * Remembers what was asked for, so that a forged key id costs the store one query a minute and the key-encryption
 * key nothing.
 */
export function unknownKeys(clock: Clock): UnknownKeys {
  const wanted = new Set<string>()
  // By tenant and key: a row that names another tenant's key must not keep that tenant from finding it.
  const askedAtMs = new Map<string, number>()
  return Object.freeze({
    add(tenant, keyId) {
      const now = clock().getTime()
      const name = JSON.stringify([tenant, keyId])
      const askedAt = askedAtMs.get(name)
      if (askedAt !== undefined && Math.abs(now - askedAt) < ASK_AGAIN_MS) return
      if (askedAtMs.size >= MAX_REMEMBERED) askedAtMs.clear()
      askedAtMs.set(name, now)
      wanted.add(tenant)
    },
    has: (tenant) => wanted.has(tenant),
    forget: (tenant) => void wanted.delete(tenant),
  } satisfies UnknownKeys)
}
