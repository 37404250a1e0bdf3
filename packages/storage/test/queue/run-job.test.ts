import { expect, it } from 'vitest'
import { runJob, windDownMs } from '../../src/queue/run-job.ts'

const job = { kind: 'sweep', key: 'a', data: {} }

/** Ends when its signal does. */
const obedient = (onStart: () => void) => (given: { readonly signal: AbortSignal }) => {
  onStart()
  return new Promise<void>((resolve) => given.signal.addEventListener('abort', () => resolve(), { once: true }))
}

it('counts the time a job took to arrive as time of the job', async () => {
  let isStarted = false
  const run = runJob(job, {
    handler: async ({ signal }) => {
      isStarted = true
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      signal.throwIfAborted()
    },
    // Far longer than this test, had it begun with the handler.
    expireInMs: 3_600_000,
    startedAtMs: performance.now() - 3_599_000,
  })
  expect(await run.outcome).toMatchObject({ end: 'failed', error: { code: 'ERR_JOB_EXPIRED' } })
  expect(isStarted).toBe(true)
})

it('believes a handler that ends well although it was told to stop', async () => {
  const started = Promise.withResolvers<void>()
  const run = runJob(job, { handler: obedient(started.resolve), expireInMs: 60_000, startedAtMs: performance.now() })
  await started.promise
  run.interrupt()
  expect(await run.outcome).toEqual({ end: 'done' })
})

it('tells a failure of the handler from its being told to stop', async () => {
  const failure = new Error('It fails.')
  const options = { expireInMs: 60_000, startedAtMs: performance.now() }
  const failing = runJob(job, { ...options, handler: () => Promise.reject(failure) })
  expect(await failing.outcome).toEqual({ end: 'failed', error: failure })
  failing.interrupt()
  const throwing = runJob(job, {
    ...options,
    handler: () => {
      throw failure
    },
  })
  expect(await throwing.outcome).toEqual({ end: 'failed', error: failure })
  const stopped = runJob(job, { ...options, handler: async ({ signal }) => signal.throwIfAborted() })
  stopped.interrupt()
  expect(await stopped.outcome).toEqual({ end: 'interrupted' })
})

it('leaves a fifth of the time to wind down, and five seconds at most', () => {
  expect([1_000, 10_000, 60_000].map(windDownMs)).toEqual([200, 2_000, 5_000])
})
