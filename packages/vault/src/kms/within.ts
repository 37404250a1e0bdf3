import { ConnformError } from '@connform/core'
import { keyServiceFailure } from './service-failures.ts'

/** Long enough for two retries on a bad day, short enough for a request that waits for it. */
const defaultTimeoutMs = 10_000
const MAX_TIMEOUT_MS = 300_000

/** @throws ConnformError `ERR_OPTION_INVALID` */
export function readTimeout(timeoutMs: number = defaultTimeoutMs): number {
  if (Number.isFinite(timeoutMs) && timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS) return timeoutMs
  throw new ConnformError('ERR_OPTION_INVALID', `timeoutMs has to be above 0 and at most ${MAX_TIMEOUT_MS}.`)
}

/**
 * What `action` comes to within `timeoutMs`, whatever it is busy with: its signal is raised then, but nothing waits
 * for it to take notice (a client between two attempts, or one that looks for its credentials, may not).
 */
export async function within<T>(
  timeoutMs: number,
  service: string,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(
      keyServiceFailure(
        `${service} did not answer within ${timeoutMs} ms.`,
        'Try again; if it stays, see whether the service and the network to it are well.',
      ),
    )
    controller.abort()
  }, timeoutMs)
  try {
    return await Promise.race([action(controller.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
