import type { QueueOptions } from '@connform/core'

export type Tell = (error: unknown, job?: { readonly kind: string; readonly key: string }) => void

/**
 * Tells of errors apart from what the queue does: one who fails at being told stops no job, and their failure is an
 * uncaught one, as it should be.
 */
export function teller(onError: QueueOptions['onError']): Tell {
  if (onError === undefined) return () => undefined
  return (error, job) => queueMicrotask(() => (job === undefined ? onError(error) : onError(error, job)))
}
