import {
  ConnformError,
  type DataKeyRecord,
  type ErrorCode,
  type SealedQuery,
  type SealedReplacement,
  type SealedRow,
} from '@connform/core'
import { plainEntry } from '../audit/other-entries.ts'
import type { Context } from '../connections/context.ts'
import { openSealed } from '../open-sealed.ts'
import { sealedWrite } from '../sealed-write.ts'
import { idRange } from './id-range.ts'
import type { SweepOptions, SweepResult } from './keys.ts'

type Tools = Pick<Context, 'tenant' | 'vault' | 'dataKeys' | 'sealed' | 'audit' | 'actor' | 'clock'>

/** Two workers on one SQLite file wait for each other at every batch, so that small ones cost more than half of what the second adds. */
const BATCH = 2000
const MAX_BATCH = 10_000
/** Others may seal under an older key while the sweep goes on: what they leave is swept again, so many times at most. */
const MAX_PASSES = 3

/**
 * Seals anew, under the active key, what older keys sealed, and destroys the keys that nothing needs any more.
 *
 * Every text is replaced only where it still stands as it was read, so that edits, renewals and other sweeps may go on
 * meanwhile; and a sweep that was stopped, even killed, is finished by the next one.
 */
export async function sweep(tools: Tools, options: SweepOptions): Promise<SweepResult> {
  const { tenant, vault, sealed } = tools
  const { dryRun = false, pauseMs = 0, onProgress, signal } = options
  const { batchSize, range } = checked(options)
  const records = await loadLatest(tools)
  const active = vault.activeKeyId(tenant)
  const older = records.filter(({ keyId }) => keyId !== active).map(({ keyId }) => keyId)
  const counted = await Promise.all(older.map((keyId) => sealed.count(tenant, keyId)))
  const total = counted.reduce((sum, count) => sum + count, 0)
  if (dryRun) return { resealed: total, remaining: total, unopened: 0, destroyed: [] }

  const unopened = new Set<string>()
  let resealed = 0
  onProgress?.({ done: 0, total })
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    let found = 0
    for (const keyId of older) {
      const pages = rowsUnder(tools, { keyId, limit: batchSize, ...(range === undefined ? {} : { range }) })
      for await (const rows of pages) {
        const replaced = await sealedWrite(tools, () => resealBatch(tools, rows, unopened))
        found += rows.length
        resealed += replaced
        onProgress?.({ done: Math.min(resealed, total), total })
        if (pauseMs > 0 && signal?.aborted !== true) await pause(pauseMs, signal)
        if (signal?.aborted === true) break
      }
      if (signal?.aborted === true) break
    }
    if (found <= unopened.size || signal?.aborted === true) break
  }
  const destroyed = signal?.aborted === true ? [] : await destroyUnused(tools, older)
  const left = await Promise.all(older.map((keyId) => sealed.count(tenant, keyId)))
  const remaining = left.reduce((sum, count) => sum + count, 0)
  if (resealed > 0) {
    await tools.audit.append(
      tenant,
      plainEntry(tools, 'key.swept', { kind: 'key', id: active, after: { resealed, remaining } }),
    )
  }
  // What another sweep sealed anew since it was read here does open.
  return { resealed, remaining, unopened: Math.min(unopened.size, remaining), destroyed }
}

/** The keys as they are stored; in memory, the active one may be one that another process has followed by a new one. */
async function loadLatest({ tenant, vault, dataKeys }: Tools): Promise<DataKeyRecord[]> {
  await vault.load(tenant)
  const records = await dataKeys.list(tenant)
  const isKnown = records.some(({ keyId, state }) => state === 'active' && keyId === vault.activeKeyId(tenant))
  if (isKnown) return records
  vault.forget(tenant)
  await vault.load(tenant)
  return dataKeys.list(tenant)
}

function checked({ batchSize = BATCH, share }: SweepOptions): { batchSize: number; range: SealedQuery['range'] } {
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > MAX_BATCH) {
    throw new ConnformError('ERR_OPTION_INVALID', `A batch holds 1 to ${MAX_BATCH} texts.`)
  }
  return { batchSize, range: share === undefined ? undefined : idRange(share) }
}

/** Pages of the texts under a key; the next one is read while the one before is sealed and written. */
async function* rowsUnder({ sealed, tenant }: Tools, query: SealedQuery): AsyncGenerator<SealedRow[], void, undefined> {
  let reading = sealed.list(tenant, query)
  for (;;) {
    const rows = await reading
    const last = rows.at(-1)
    if (last === undefined) return
    const isLast = rows.length < query.limit
    if (!isLast) {
      reading = sealed.list(tenant, { ...query, after: last.place })
      // Whoever awaits it hears of a failure; until then it must not end the process.
      reading.catch(() => undefined)
    }
    yield rows
    if (isLast) return
  }
}

async function resealBatch(tools: Tools, rows: readonly SealedRow[], unopened: Set<string>): Promise<number> {
  const { tenant, sealed } = tools
  const replacements: SealedReplacement[] = []
  for (const { place, sealed: expected } of rows) {
    // Waits only where a key has to be fetched: a batch has thousands of texts, and each promise is work of its own.
    const opened = openNow(tools, place, expected)
    const text = opened.isKnown ? opened.text : await openLater(tools, place, expected)
    if (text === undefined) {
      unopened.add(JSON.stringify([place.slot, place.connection]))
      continue
    }
    replacements.push({ place, expected, ...(sealNow(tools, place, text) ?? (await sealLater(tools, place, text))) })
  }
  return replacements.length === 0 ? 0 : sealed.replace(tenant, replacements)
}

type Sealed = Pick<SealedReplacement, 'sealed' | 'keyId'>

/** Undefined where the lease is used up. */
function sealNow({ vault, tenant }: Tools, place: SealedRow['place'], text: string): Sealed | undefined {
  try {
    return { sealed: vault.seal(place, text), keyId: vault.activeKeyId(tenant) }
  } catch (error) {
    if (codeOf(error) === 'ERR_VAULT_KEY_SPENT') return undefined
    throw error
  }
}

/** Where a process sets few seals aside at a time, a batch takes several of its leases. */
async function sealLater({ vault, tenant }: Tools, place: SealedRow['place'], text: string): Promise<Sealed> {
  await vault.load(tenant)
  return { sealed: vault.seal(place, text), keyId: vault.activeKeyId(tenant) }
}

/**
 * Known where the key is in memory; without a text where it does not open: one damaged row must not keep all others
 * under an old key.
 */
type Opened = { readonly isKnown: true; readonly text: string | undefined } | { readonly isKnown: false }

function openNow({ vault }: Tools, place: SealedRow['place'], token: string): Opened {
  try {
    return { isKnown: true, text: vault.open(place, token) }
  } catch (error) {
    if (codeOf(error) === 'ERR_VAULT_OPEN') return { isKnown: true, text: undefined }
    if (codeOf(error) === 'ERR_VAULT_KEY_UNKNOWN') return { isKnown: false }
    throw error
  }
}

async function openLater({ vault }: Tools, place: SealedRow['place'], token: string): Promise<string | undefined> {
  try {
    return await openSealed(vault, { place, token })
  } catch (error) {
    if (codeOf(error) === 'ERR_VAULT_KEY_UNKNOWN' || codeOf(error) === 'ERR_VAULT_OPEN') return undefined
    throw error
  }
}

async function destroyUnused(tools: Tools, older: readonly string[]): Promise<string[]> {
  const { tenant, dataKeys, audit } = tools
  const destroyed: string[] = []
  for (const keyId of older) {
    if (!(await dataKeys.removeUnused(tenant, keyId))) continue
    destroyed.push(keyId)
    await audit.append(tenant, plainEntry(tools, 'key.destroyed', { kind: 'key', id: keyId }))
  }
  return destroyed
}

const codeOf = (error: unknown): ErrorCode | undefined => (error instanceof ConnformError ? error.code : undefined)

/** Ends early where a signal says so. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal?.addEventListener('abort', end)
  })
}
