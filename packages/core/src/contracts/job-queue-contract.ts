import type { Job, JobQueue, QueueOptions, WorkOptions } from '../ports.ts'
import { failureCode } from './failure-code.ts'
import { jobQueueRefusals } from './job-queue-refusals.ts'
import type { ContractRunner } from './runner.ts'

export type WithQueue = (body: (queue: JobQueue, told: Told[]) => Promise<void>) => () => Promise<void>

/** What `onError` was called with. */
interface Told {
  readonly error: unknown
  readonly job: Pick<Job, 'kind' | 'key'> | undefined
}

const once: WorkOptions = { concurrency: 1, expireInMs: 20_000, retries: 0 }

/**
 * What every {@link JobQueue} does. Run it in the tests of an implementation:
 *
 * ```ts
 * jobQueueContract({ describe, it, expect }, (options) => Promise.resolve(localQueue(options)))
 * ```
 *
 * @param openQueue Opens a queue with nothing in it; called once per test, which closes it.
 */
export function jobQueueContract(
  runner: ContractRunner,
  openQueue: (options: QueueOptions) => Promise<JobQueue>,
): void {
  const { describe, it, expect } = runner

  /** Runs `body` on a queue of its own. */
  const withQueue: WithQueue = (body) => async () => {
    const told: Told[] = []
    const queue = await openQueue({ pollMs: 500, onError: (error, job) => told.push({ error, job }) })
    try {
      await body(queue, told)
    } finally {
      await queue.close()
    }
  }

  describe('a queue of jobs', () => {
    it(
      'does what was sent before anybody worked, once, with its key and its data',
      withQueue(async (queue, told) => {
        expect(await queue.send('sweep', 'a', { data: { tenant: 'one', connection: 'c-1' } })).toBe(true)
        expect(await queue.send('sweep', 'b')).toBe(true)
        const done: unknown[] = []
        await queue.work('sweep', once, async ({ kind, key, data }) => {
          done.push([kind, key, data])
        })
        await until(() => isEmpty(queue, 'sweep'))
        expect(done).toEqual([
          ['sweep', 'a', { tenant: 'one', connection: 'c-1' }],
          ['sweep', 'b', {}],
        ])
        expect(told).toEqual([])
      }),
    )

    it(
      'takes a key again when its job is done, and not while it waits or runs',
      withQueue(async (queue) => {
        const many = await Promise.all(Array.from({ length: 10 }, () => queue.send('sweep', 'a')))
        expect(many.filter(Boolean).length).toBe(1)
        const gate = latch()
        let runs = 0
        await queue.work('sweep', once, async () => {
          runs += 1
          await gate.opened
        })
        await until(() => runs === 1)
        expect(await queue.send('sweep', 'a')).toBe(false)
        gate.open()
        await until(() => queue.send('sweep', 'a'))
        await until(() => runs === 2)
      }),
    )

    it(
      'holds a key for one kind alone, and gives each kind to its own worker',
      withQueue(async (queue) => {
        const done: string[] = []
        const handler = async ({ kind, key }: Job) => {
          done.push(`${kind} ${key}`)
        }
        expect(await queue.send('sweep', 'a')).toBe(true)
        expect(await queue.send('renew', 'a')).toBe(true)
        await queue.work('renew', once, handler)
        await until(() => isEmpty(queue, 'renew'))
        expect(done).toEqual(['renew a'])
        expect(await queue.count('sweep')).toEqual({ waiting: 1, running: 0 })
        await queue.work('sweep', once, handler)
        await until(() => isEmpty(queue, 'sweep'))
        expect(done).toEqual(['renew a', 'sweep a'])
      }),
    )

    it(
      'starts a job no sooner than it was asked to',
      withQueue(async (queue) => {
        const startAfter = new Date(Date.now() + 1_000).toISOString()
        expect(await queue.send('sweep', 'later', { startAfter })).toBe(true)
        expect(await queue.send('sweep', 'later')).toBe(false)
        expect(await queue.send('sweep', 'now', { startAfter: new Date(Date.now() - 1_000).toISOString() })).toBe(true)
        const done: string[] = []
        let startedAt = ''
        await queue.work('sweep', once, async ({ key }) => {
          done.push(key)
          startedAt = new Date().toISOString()
        })
        await until(() => done.length === 2)
        expect(done).toEqual(['now', 'later'])
        expect(startedAt >= startAfter).toBe(true)
      }),
    )

    it(
      'runs as many jobs at a time as it was told to, and no more',
      withQueue(async (queue) => {
        for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await queue.send('sweep', key)
        let running = 0
        let most = 0
        let done = 0
        const gate = latch()
        await queue.work('sweep', { ...once, concurrency: 3 }, async () => {
          running += 1
          most = Math.max(most, running)
          if (running === 3) gate.open()
          await gate.opened
          await queue.count('sweep')
          running -= 1
          done += 1
        })
        await until(() => done === 7)
        expect(most).toBe(3)
      }),
    )

    it(
      'counts what waits and what runs',
      withQueue(async (queue) => {
        expect(await queue.count('sweep')).toEqual({ waiting: 0, running: 0 })
        for (const key of ['a', 'b', 'c']) await queue.send('sweep', key)
        await queue.send('sweep', 'd', { startAfter: '9000-01-01T00:00:00.000Z' })
        expect(await queue.count('sweep')).toEqual({ waiting: 4, running: 0 })
        const gate = latch()
        let runs = 0
        await queue.work('sweep', { ...once, concurrency: 2 }, async () => {
          runs += 1
          await gate.opened
        })
        await until(() => runs === 2)
        expect(await queue.count('sweep')).toEqual({ waiting: 2, running: 2 })
        gate.open()
        await until(async () => (await queue.count('sweep')).waiting === 1)
        await until(async () => (await queue.count('sweep')).running === 0)
      }),
    )

    it(
      'tries a job that failed again, holding its key, and tells of none that succeeds in the end',
      withQueue(async (queue, told) => {
        const runs: string[] = []
        await queue.send('sweep', 'a')
        await queue.work('sweep', { ...once, retries: 1 }, async ({ key }) => {
          runs.push(key)
          if (runs.length === 1) throw new Error('The first time fails.')
        })
        await until(() => runs.length === 1)
        expect(await queue.send('sweep', 'a')).toBe(false)
        await until(() => isEmpty(queue, 'sweep'))
        expect(runs).toEqual(['a', 'a'])
        expect(told).toEqual([])
      }),
    )

    it(
      'tells of a job that failed for good, by its kind and key, and never of its data',
      withQueue(async (queue, told) => {
        const failure = new Error('It always fails.')
        let runs = 0
        await queue.send('sweep', 'a', { data: { connection: 'in-the-data' } })
        await queue.work('sweep', { ...once, retries: 1 }, async () => {
          runs += 1
          throw failure
        })
        await until(() => told.length === 1)
        expect(told).toEqual([{ error: failure, job: { kind: 'sweep', key: 'a' } }])
        expect(JSON.stringify(told).includes('in-the-data')).toBe(false)
        expect(runs).toBe(2)
        await until(() => queue.send('sweep', 'a'))
      }),
    )

    it(
      'signals a job whose time is up, and counts it as failed in whatever words it ends',
      withQueue(async (queue, told) => {
        await queue.send('sweep', 'a')
        await queue.work('sweep', { ...once, expireInMs: 1_000 }, async ({ signal }) => {
          await aborted(signal)
          throw new Error('It stopped half way.')
        })
        await until(() => told.length === 1)
        expect(told.map(({ job }) => job)).toEqual([{ kind: 'sweep', key: 'a' }])
        expect(await failureCode(() => Promise.reject(told[0]?.error))).toBe('ERR_JOB_EXPIRED')
      }),
    )

    it(
      'counts a job as failed that ignores the end of its time, and keeps its place until it has returned',
      withQueue(async (queue, told) => {
        const gate = latch()
        const runs: string[] = []
        await queue.send('sweep', 'a')
        await queue.send('sweep', 'b')
        await queue.work('sweep', { ...once, expireInMs: 1_000 }, async ({ key }) => {
          runs.push(key)
          if (key === 'a') await gate.opened
        })
        await until(() => told.length === 1)
        expect(await failureCode(() => Promise.reject(told[0]?.error))).toBe('ERR_JOB_EXPIRED')
        expect(runs).toEqual(['a'])
        gate.open()
        await until(() => runs.length === 2)
        expect(runs).toEqual(['a', 'b'])
      }),
    )

    it(
      'closes when the job that runs has ended, and takes no other',
      withQueue(async (queue, told) => {
        const gate = latch()
        const events: string[] = []
        await queue.send('sweep', 'a')
        await queue.send('sweep', 'b')
        await queue.work('sweep', once, async ({ key, signal }) => {
          events.push(`${key} starts`)
          await gate.opened
          events.push(`${key} ends${signal.aborted ? ', told to stop' : ''}`)
        })
        await until(() => events.length === 1)
        const closing = queue.close().then(() => events.push('closed'))
        expect(await failureCode(() => queue.send('sweep', 'c'))).toBe('ERR_CLOSED')
        expect(await failureCode(() => queue.count('sweep'))).toBe('ERR_CLOSED')
        expect(await failureCode(() => queue.work('renew', once, async () => {}))).toBe('ERR_CLOSED')
        gate.open()
        await closing
        await queue.close()
        expect(events).toEqual(['a starts', 'a ends', 'closed'])
        expect(told).toEqual([])
      }),
    )

    it(
      'signals a job that runs on when it has waited for as long as it was told to',
      withQueue(async (queue, told) => {
        const events: string[] = []
        await queue.send('sweep', 'a')
        await queue.work('sweep', once, async ({ signal }) => {
          events.push('starts')
          await aborted(signal)
          events.push('stops')
          throw new Error('It was told to stop.')
        })
        await until(() => events.length === 1)
        await queue.close({ timeoutMs: 50 })
        expect(events).toEqual(['starts', 'stops'])
        expect(told).toEqual([])
      }),
    )
  })

  jobQueueRefusals(runner, (body) => withQueue((queue) => body(queue)))
}

async function isEmpty(queue: JobQueue, kind: string): Promise<boolean> {
  const { waiting, running } = await queue.count(kind)
  return waiting + running === 0
}

/** Resolves when it holds; the runner's own timeout ends a wait in vain. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

function latch(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
