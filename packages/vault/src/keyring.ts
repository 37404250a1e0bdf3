import { type Clock, ConnformError, type DataKeyRecord, type DataKeyStore } from '@connform/core'
import { type DataKey, drawDataKey, unwrapDataKey } from './data-key.ts'
import { keySpent } from './failures.ts'
import type { KeyEncryptionKey } from './key-encryption-key.ts'
import { MAX_SEALS_PER_KEY, type VaultLimits } from './limits.ts'

// Counting without writing per seal: a process leases many seals of a key at once and uses them up in memory. What it
// does not use is lost, which is why a key may be leased far more often than it has sealed, never the other way.

/** Another attempt at a new key waits so long after the key-encryption key failed to wrap one. */
const ROLL_RETRY_MS = 60_000
/** Each attempt that fails means that another process got ahead. */
const MAX_ATTEMPTS = 8

/** The data keys of one tenant in memory. */
export interface Keyring {
  /** The key that seals. */
  readonly active: DataKey
  /** Every key that opens. */
  readonly keys: ReadonlyMap<string, DataKey>
  /** The key is to be followed by another from here on, in milliseconds since 1970. */
  readonly rollAtMs: number
  /** Seals left of what was leased. */
  sealsLeft: number
}

export interface KeyringSource {
  readonly keyEncryptionKey: KeyEncryptionKey
  readonly dataKeys: DataKeyStore
  readonly clock: Clock
  readonly limits: VaultLimits
}

/** Whether a keyring should be read again before sealing goes on: its key is old, or its lease runs low. */
export function needsReading(keyring: Keyring, { clock, limits }: KeyringSource): boolean {
  return isLow(keyring.sealsLeft, limits) || clock().getTime() >= keyring.rollAtMs
}

/**
 * Reads a tenant's keys, and sees that there is an active one with seals leased: makes the first key, follows one that
 * is old or used up by the next, and takes over the key of another process that was faster. `held` saves unwrapping
 * what is in memory already.
 */
export async function readKeyring(source: KeyringSource, tenant: string, held?: Keyring): Promise<Keyring> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const records = await source.dataKeys.list(tenant)
    const keys = await unwrapAll(source, records, held)
    const record = records.find(({ state }) => state === 'active')
    const active = record && keys.get(record.keyId)
    const keyring =
      record && active ? await keepOn(source, { record, active, keys }, held) : await makeFirst(source, tenant, keys)
    if (keyring !== undefined) return keyring
  }
  throw new ConnformError('ERR_STORE', 'The data keys of a tenant changed all the time while they were read.')
}

interface Current {
  readonly record: DataKeyRecord
  readonly active: DataKey
  readonly keys: ReadonlyMap<string, DataKey>
}

async function unwrapAll(source: KeyringSource, records: readonly DataKeyRecord[], held?: Keyring) {
  const keys = new Map<string, DataKey>()
  for (const record of records) {
    keys.set(record.keyId, held?.keys.get(record.keyId) ?? (await unwrapDataKey(source.keyEncryptionKey, record)))
  }
  return keys
}

async function makeFirst(source: KeyringSource, tenant: string, keys: ReadonlyMap<string, DataKey>) {
  const first = await drawFor(source, tenant)
  return (await source.dataKeys.insertActive(first.record)) ? ringOf(source, first, keys) : undefined
}

/** The keyring of the active key or of its successor; undefined where the active key is another one by this time. */
async function keepOn(source: KeyringSource, current: Current, held?: Keyring): Promise<Keyring | undefined> {
  const { clock, limits } = source
  const { record, active, keys } = current
  const sealsLeft = held?.active.id === active.id ? held.sealsLeft : 0
  const rollAtMs = Date.parse(record.createdAt) + limits.keyAgeMs
  if (clock().getTime() < rollAtMs) {
    if (!isLow(sealsLeft, limits)) return { active, keys, rollAtMs, sealsLeft }
    if (await lease(source, record, limits.sealsPerKey)) {
      return { active, keys, rollAtMs, sealsLeft: sealsLeft + limits.sealsPerLease }
    }
  }
  return roll(source, current, sealsLeft)
}

async function roll(source: KeyringSource, current: Current, sealsLeft: number): Promise<Keyring | undefined> {
  const { record, active, keys } = current
  let successor: Awaited<ReturnType<typeof drawDataKey>>
  try {
    successor = await drawFor(source, record.tenant)
  } catch {
    // A key management service that is away must not stop what the key at hand may still seal. The hard stop holds.
    const leased = isLow(sealsLeft, source.limits) && (await lease(source, record, MAX_SEALS_PER_KEY))
    const left = sealsLeft + (leased ? source.limits.sealsPerLease : 0)
    if (left === 0) throw keySpent()
    return { active, keys, rollAtMs: source.clock().getTime() + ROLL_RETRY_MS, sealsLeft: left }
  }
  return (await source.dataKeys.replaceActive(record.keyId, successor.record))
    ? ringOf(source, successor, keys)
    : undefined
}

function drawFor(source: KeyringSource, tenant: string) {
  const { clock, keyEncryptionKey, limits } = source
  return drawDataKey(keyEncryptionKey, { tenant, uses: limits.sealsPerLease, createdAt: clock().toISOString() })
}

function lease({ dataKeys, limits }: KeyringSource, record: DataKeyRecord, limit: number): Promise<boolean> {
  return dataKeys.lease(record.tenant, record.keyId, limits.sealsPerLease, limit)
}

function ringOf(
  { limits }: KeyringSource,
  { dataKey, record }: Awaited<ReturnType<typeof drawDataKey>>,
  keys: ReadonlyMap<string, DataKey>,
): Keyring {
  return {
    active: dataKey,
    keys: new Map(keys).set(dataKey.id, dataKey),
    rollAtMs: Date.parse(record.createdAt) + limits.keyAgeMs,
    sealsLeft: limits.sealsPerLease,
  }
}

function isLow(sealsLeft: number, { sealsPerLease }: VaultLimits): boolean {
  return sealsLeft < sealsPerLease / 4
}
