import type { DataKeyRecord, RewrapOptions, RewrapResult } from '@connform/core'
import { unwrapDataKeyBytes } from './data-key.ts'
import { isRefusal } from './failures.ts'
import { inParallel } from './in-parallel.ts'
import type { KeySource } from './key-source.ts'
import { findUnwrappingKey } from './unwrap-records.ts'

const PAGE = 200
/** Keys at a time: each is two calls to a key management service. */
const WIDTH = 8

/**
 * Wraps by the present key-encryption key what others wrapped, page by page. What is done stays done: a run that was
 * stopped, killed or failed is simply begun again. A key management service that does not answer ends it, because
 * going on would count every key as lost.
 */
export async function rewrapDataKeys(
  source: KeySource,
  checkOpen: () => void,
  options: RewrapOptions = {},
): Promise<RewrapResult> {
  const { dataKeys, wrapping } = source
  const { dryRun = false, signal, onProgress } = options
  let rewrapped = 0
  let failed = 0
  let after: DataKeyRecord | undefined
  do {
    checkOpen()
    signal?.throwIfAborted()
    const page = { limit: PAGE, ...(after === undefined ? {} : { after }) }
    const records = await dataKeys.listWrappedByOthers(wrapping.id, page)
    await inParallel(records, WIDTH, async (record) => {
      signal?.throwIfAborted()
      try {
        if (await rewrapOne(source, record, dryRun)) rewrapped += 1
      } catch (error) {
        if (!isRefusal(error)) throw error
        failed += 1
      }
    })
    onProgress?.(Object.freeze({ rewrapped, failed }))
    after = records.length < PAGE ? undefined : records.at(-1)
  } while (after !== undefined)
  return Object.freeze({ rewrapped, failed })
}

/** False where another process was faster. A dry run asks no key-encryption key for anything. */
async function rewrapOne(source: KeySource, record: DataKeyRecord, dryRun: boolean): Promise<boolean> {
  const { tenant, keyId } = record
  const key = await findUnwrappingKey(source, record)
  if (dryRun) return true
  const bytes = await unwrapDataKeyBytes(key, record)
  try {
    const wrapped = await source.wrapping.wrap(bytes, { tenant, keyId })
    return await source.dataKeys.rewrap({ tenant, keyId, wrapped, wrappedBy: source.wrapping.id }, record.wrapped)
  } finally {
    bytes.fill(0)
  }
}
