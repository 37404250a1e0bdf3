import { ConnformError, type Job } from '@connform/core'

const MAX_WIND_DOWN_MS = 5_000

export type Outcome =
  | { readonly end: 'done' }
  /** Its time was up, or the handler failed. */
  | { readonly end: 'failed'; readonly error: unknown }
  /** It was told to stop, and did, without having failed. */
  | { readonly end: 'interrupted' }

export interface JobRun {
  /** Settles when the handler has returned or its time is up, whichever is first. Never fails. */
  readonly outcome: Promise<Outcome>
  /** Settles when the handler has returned; of one that ignores its signal, late. Never fails. */
  readonly returned: Promise<void>
  /** Signals the handler to stop. */
  interrupt(): void
}

export interface RunOptions {
  readonly handler: (job: Job) => Promise<void>
  readonly expireInMs: number
  /** When the time of the job began, by `performance.now()`. */
  readonly startedAtMs: number
}

/** How long before the end of its time a handler is told to stop, so that it has stopped when another one may begin. */
export function windDownMs(expireInMs: number): number {
  return Math.min(MAX_WIND_DOWN_MS, expireInMs / 5)
}

/** Runs the handler of a job, within the time the job has. */
export function runJob(job: Omit<Job, 'signal'>, { handler, expireInMs, startedAtMs }: RunOptions): JobRun {
  const controller = new AbortController()
  const leftMs = expireInMs - (performance.now() - startedAtMs)
  const stop = timer(leftMs - windDownMs(expireInMs), () => controller.abort(jobExpired()))

  const { signal } = controller
  // Not at once: whoever starts it has to write down first that it runs.
  const ended = Promise.resolve()
    .then(() => handler(Object.freeze({ ...job, signal })))
    .then(
      (): Outcome => ({ end: 'done' }),
      (error: unknown): Outcome => failureOf(error, signal),
    )
  let expire: NodeJS.Timeout | undefined
  const expired = new Promise<Outcome>((resolve) => {
    expire = timer(leftMs, () => resolve({ end: 'failed', error: jobExpired() }))
  })
  return {
    outcome: Promise.race([ended, expired]).finally(() => {
      clearTimeout(stop)
      clearTimeout(expire)
    }),
    returned: ended.then(() => undefined),
    interrupt: () => controller.abort(new ConnformError('ERR_CLOSED', 'The queue closes; the job runs again later.')),
  }
}

/** Also of a job whose worker is gone. */
export function jobExpired(): ConnformError {
  return new ConnformError(
    'ERR_JOB_EXPIRED',
    'The job did not end within its time.',
    'Give its kind more time, or make it stop when its signal says so.',
  )
}

/** A handler that was told to stop fails because of that, in whatever words. */
function failureOf(error: unknown, { aborted, reason }: AbortSignal): Outcome {
  if (!aborted) return { end: 'failed', error }
  return reason instanceof ConnformError && reason.code === 'ERR_CLOSED'
    ? { end: 'interrupted' }
    : { end: 'failed', error: reason }
}

/** Keeps no process alive. */
function timer(ms: number, action: () => void): NodeJS.Timeout {
  return setTimeout(action, Math.max(0, ms)).unref()
}
