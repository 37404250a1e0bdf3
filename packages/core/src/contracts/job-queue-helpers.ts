import type { Job, JobQueue, WorkOptions } from '../ports.ts'

/** What `onError` was called with. */
export interface Told {
  readonly error: unknown
  readonly job: Pick<Job, 'kind' | 'key'> | undefined
}

/** Makes a test out of `body`, which it calls with a queue that has no jobs, and with what the queue tells. */
export type WithQueue = (body: (queue: JobQueue, told: readonly Told[]) => Promise<void>) => () => Promise<void>

/** One job at a time, tried once, with more time than a test takes. */
export const WORK: WorkOptions = Object.freeze({ concurrency: 1, expireInMs: 20_000, retries: 0 })

export async function isEmpty(queue: JobQueue, kind: string): Promise<boolean> {
  const { waiting, running } = await queue.count(kind)
  return waiting + running === 0
}

/** Resolves when it holds; the runner's own timeout ends a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

export function latch(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
