import type { Clock } from '@connform/core'
import { isRefusal, keyFailure, keyServiceResting } from './failures.ts'
import type { DataKeyContext, KeyEncryptionKey } from './key-encryption-key.ts'

/** So many calls in a row may fail before the service is left alone. */
const MAX_FAILURES = 10
/** After them, one more call is made each time this has passed. */
const REFILL_MS = 1000

/**
 * The same key-encryption key with a retry budget: a key management service that is down is not asked by every tenant
 * at every load. A refusal (altered, of another tenant, of another key) is an answer and does not count.
 */
export function sparedKey(key: KeyEncryptionKey, clock: Clock): KeyEncryptionKey {
  let failures = 0
  let failedAtMs = 0

  async function spared<T>(work: () => Promise<T>): Promise<T> {
    const now = clock().getTime()
    if (failures >= MAX_FAILURES) {
      if (Math.abs(now - failedAtMs) < REFILL_MS) throw keyServiceResting()
      // The one call of this moment; others that come before it ends find the time not passed.
      failedAtMs = now
    }
    try {
      const answer = await work()
      failures = 0
      return answer
    } catch (error) {
      if (isRefusal(error)) failures = 0
      else {
        failures += 1
        failedAtMs = clock().getTime()
      }
      throw keyFailure(error)
    }
  }

  return Object.freeze({
    id: key.id,
    wrap: (dataKey: Uint8Array, context: DataKeyContext) => spared(() => key.wrap(dataKey, context)),
    unwrap: (wrapped: string, context: DataKeyContext) => spared(() => key.unwrap(wrapped, context)),
  })
}
