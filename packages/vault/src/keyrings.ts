import { ConnformError } from '@connform/core'
import { isKeyFailure, notLoaded, vaultClosed } from './failures.ts'
import type { KeySource } from './key-source.ts'
import { type Keyring, needsReading } from './keyring.ts'
import { readKeyring, rotateKeyring } from './read-keyring.ts'
import { recentFailures } from './recent-failures.ts'
import { recentlyUsed } from './recently-used.ts'
import { unknownKeys } from './unknown-keys.ts'

/** The keys of every tenant in memory. */
export interface Keyrings {
  load(tenant: string): Promise<void>
  rotate(tenant: string): Promise<string>
  /** @throws ConnformError `ERR_VAULT_CLOSED`. */
  checkOpen(): void
  /** @throws ConnformError `ERR_VAULT_NOT_LOADED`, or `ERR_VAULT_CLOSED`. */
  get(tenant: string): Keyring
  /** A token named a key that is not in memory: the next `load` looks for it in the store. */
  miss(tenant: string, keyId: string): void
  forget(tenant: string): void
  close(): void
}

export function keyrings(source: KeySource, maxTenants: number): Keyrings {
  const held = recentlyUsed<Keyring>(maxTenants, source.clock)
  // One reading of a tenant at a time.
  const readings = new Map<string, Promise<void>>()
  const forgotten = new Set<string>()
  const unknown = unknownKeys(source.clock)
  const failures = recentFailures(source.clock)
  let closed = false

  function isFresh(tenant: string): boolean {
    const keyring = held.find(tenant)
    return keyring !== undefined && !needsReading(keyring, source) && !unknown.has(tenant)
  }

  function start(tenant: string, read: typeof readKeyring): Promise<void> {
    const reading = run(tenant, read).finally(() => readings.delete(tenant))
    readings.set(tenant, reading)
    return reading
  }

  async function run(tenant: string, read: typeof readKeyring): Promise<void> {
    unknown.forget(tenant)
    try {
      let keyring = await read(source, tenant, held.peek(tenant)?.value)
      // What was read before the tenant was forgotten may hold keys that are destroyed by now.
      while (forgotten.delete(tenant)) keyring = await readKeyring(source, tenant)
      checkOpen()
      held.set(tenant, keyring)
      failures.clear(tenant)
    } catch (error) {
      forgotten.delete(tenant)
      // A rotation that fails changes nothing, and is no reason to refuse what is in memory.
      if (read === readKeyring && isKeyFailure(error)) failures.note(tenant, error)
      throw error
    }
  }

  function checkOpen(): void {
    if (closed) throw vaultClosed()
  }

  function check(tenant: string): void {
    checkOpen()
    if (typeof tenant !== 'string') throw new ConnformError('ERR_OPTION_INVALID', 'A tenant has to be a text.')
  }

  function get(tenant: string): Keyring {
    const entry = held.peek(tenant)
    if (entry === undefined) throw closed ? vaultClosed() : notLoaded()
    entry.used = true
    return entry.value
  }

  return Object.freeze({
    checkOpen,
    get,

    async load(tenant) {
      check(tenant)
      if (isFresh(tenant)) return
      // Whatever is going on may bring what this call needs; how it ends is for the one who began it.
      await readings.get(tenant)?.catch(() => undefined)
      if (isFresh(tenant)) return
      check(tenant)
      failures.check(tenant)
      await (readings.get(tenant) ?? start(tenant, readKeyring))
    },

    async rotate(tenant) {
      check(tenant)
      while (readings.has(tenant)) await readings.get(tenant)?.catch(() => undefined)
      check(tenant)
      await start(tenant, rotateKeyring)
      return get(tenant).active.id
    },

    miss: (tenant, keyId) => unknown.add(tenant, keyId),

    forget(tenant) {
      held.delete(tenant)
      failures.clear(tenant)
      if (readings.has(tenant)) forgotten.add(tenant)
    },

    close() {
      closed = true
      held.clear()
    },
  } satisfies Keyrings)
}
