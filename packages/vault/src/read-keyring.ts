import { ConnformError, type DataKeyRecord } from '@connform/core'
import { type DataKey, drawDataKey } from './data-key.ts'
import { again, keySpent } from './failures.ts'
import type { KeySource } from './key-source.ts'
import { isLow, type Keyring, type Lease, prolonged } from './keyring.ts'
import { MAX_SEALS_PER_KEY } from './limits.ts'
import { type Unwrapped, unwrapRecords } from './unwrap-records.ts'

/** Each attempt that fails means that another process got ahead. */
const MAX_ATTEMPTS = 8

/**
 * Reads a tenant's keys, and sees that there is an active one with seals leased: makes the first key, follows one that
 * is old or used up by the next, and takes over the key of another process that was faster. `held` saves unwrapping
 * what is in memory already; what is no longer stored is dropped.
 */
export async function readKeyring(source: KeySource, tenant: string, held?: Keyring): Promise<Keyring> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const records = await source.dataKeys.list(tenant)
    const unwrapped = await unwrapRecords(source, records, held?.keys)
    const record = records.find(({ state }) => state === 'active')
    const keyring =
      record === undefined
        ? await makeFirst(source, tenant, unwrapped)
        : await keepOn(source, { record, unwrapped, held })
    if (keyring !== undefined) return keyring
  }
  throw changedAllTheTime()
}

/**
 * Makes a new active key, and reads the tenant's keys with it. Where another process does so at the same moment, its
 * key is as new as ours would be, and taken.
 */
export async function rotateKeyring(source: KeySource, tenant: string, held?: Keyring): Promise<Keyring> {
  const { dataKeys } = source
  const active = (await dataKeys.list(tenant)).find(({ state }) => state === 'active')
  const successor = await draw(source, tenant)
  const isStored = await (active === undefined
    ? dataKeys.insertActive(successor.record)
    : dataKeys.replaceActive(active.keyId, successor.record))
  const none: Unwrapped = { keys: new Map(), unreadable: new Map() }
  return readKeyring(source, tenant, isStored ? ringOf(source, successor, held ?? none) : held)
}

type Drawn = Awaited<ReturnType<typeof drawDataKey>>

interface Reading {
  readonly record: DataKeyRecord
  readonly unwrapped: Unwrapped
  readonly held: Keyring | undefined
}

async function makeFirst(source: KeySource, tenant: string, unwrapped: Unwrapped): Promise<Keyring | undefined> {
  const first = await draw(source, tenant)
  return (await source.dataKeys.insertActive(first.record)) ? ringOf(source, first, unwrapped) : undefined
}

/** The keyring of the active key or of its successor; undefined where the active key is another one by this time. */
async function keepOn(source: KeySource, { record, unwrapped, held }: Reading): Promise<Keyring | undefined> {
  const { clock, limits } = source
  const active = unwrapped.keys.get(record.keyId)
  if (active === undefined) return keepHeld(source, { record, unwrapped, held })
  const lease = held?.active.id === active.id ? held.lease : { sealsLeft: 0 }
  const now = clock().getTime()
  const rollAtMs = Date.parse(record.createdAt) + limits.keyAgeMs
  if (
    now < rollAtMs &&
    (!isLow(lease, limits) || (await takeLease(source, record, { lease, limit: limits.sealsPerKey })))
  ) {
    return { ...unwrapped, active, lease, rollAtMs, readAtMs: now }
  }
  return roll(source, record, { ...unwrapped, active, lease })
}

/** The service that wrapped another process's new key is away: the key in memory seals on, as long as its lease lasts. */
function keepHeld(source: KeySource, { record, unwrapped, held }: Reading): Keyring {
  const failure = unwrapped.unreadable.get(record.keyId) ?? changedAllTheTime()
  const active = held && unwrapped.keys.get(held.active.id)
  if (failure.code !== 'ERR_VAULT_KEY_SERVICE' || !held || !active || held.lease.sealsLeft === 0) throw again(failure)
  return prolonged({ ...unwrapped, active, lease: held.lease }, source)
}

async function roll(
  source: KeySource,
  record: DataKeyRecord,
  current: Omit<Keyring, 'rollAtMs' | 'readAtMs'>,
): Promise<Keyring | undefined> {
  const { lease } = current
  let successor: Drawn
  try {
    successor = await draw(source, record.tenant)
  } catch {
    // A key management service that is away must not stop what the key at hand may still seal. The hard stop holds.
    if (isLow(lease, source.limits)) await takeLease(source, record, { lease, limit: MAX_SEALS_PER_KEY })
    if (lease.sealsLeft === 0) throw keySpent()
    return prolonged(current, source)
  }
  const isStored = await source.dataKeys.replaceActive(record.keyId, successor.record)
  return isStored ? ringOf(source, successor, current) : undefined
}

/** Seals that are made while the store answers are taken from the same lease, so none is counted twice. */
async function takeLease(
  { dataKeys, limits }: KeySource,
  { tenant, keyId }: DataKeyRecord,
  { lease, limit }: { lease: Lease; limit: number },
): Promise<boolean> {
  if (!(await dataKeys.lease(tenant, keyId, limits.sealsPerLease, limit))) return false
  lease.sealsLeft += limits.sealsPerLease
  return true
}

function draw({ clock, wrapping, limits }: KeySource, tenant: string): Promise<Drawn> {
  return drawDataKey(wrapping, { tenant, uses: limits.sealsPerLease, createdAt: clock().toISOString() })
}

function ringOf({ clock, limits }: KeySource, { dataKey, record }: Drawn, { keys, unreadable }: Unwrapped): Keyring {
  return {
    active: dataKey,
    lease: { sealsLeft: limits.sealsPerLease },
    keys: new Map<string, DataKey>(keys).set(dataKey.id, dataKey),
    unreadable,
    rollAtMs: Date.parse(record.createdAt) + limits.keyAgeMs,
    readAtMs: clock().getTime(),
  }
}

function changedAllTheTime(): ConnformError {
  return new ConnformError('ERR_STORE', 'The data keys of a tenant changed all the time while they were read.')
}
