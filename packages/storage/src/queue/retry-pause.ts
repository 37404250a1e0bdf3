/** The first pause is between one and two of these; each further one is twice as long. */
export const RETRY_PAUSE_SECONDS = 1

export const MAX_RETRY_PAUSE_SECONDS = 300

/**
 * The pause before a job that failed is tried again: it doubles each time, and its second half is left to chance, so
 * that jobs which failed together do not come back together.
 *
 * @param attempt How often the job was tried before it failed: 0 for the first time.
 */
export function retryPauseMs(attempt: number): number {
  const longestSeconds = RETRY_PAUSE_SECONDS * 2 ** Math.min(16, attempt + 1)
  return 1_000 * Math.min(MAX_RETRY_PAUSE_SECONDS, (longestSeconds / 2) * (1 + Math.random()))
}
