import type { JobQueue, QueueOptions } from '@connform/core'
import { checkJob, checkKind, checkPoll, checkWork, queueClosed, worksAlready } from './check-queue.ts'
import { openPgBoss } from './open-pg-boss.ts'
import { jobSettings, POLICY } from './pg-boss-settings.ts'
import type { QueueDatabase } from './pg-boss-tables.ts'
import { type PgBossWorker, startWorker } from './pg-boss-worker.ts'
import { queueFailure } from './queue-failure.ts'
import { supervisor } from './supervisor.ts'
import { teller } from './teller.ts'
import { within } from './within.ts'

export type { QueueDatabase } from './pg-boss-tables.ts'

/**
 * A queue for many processes on many hosts, in the schema `connform_queue` of a PostgreSQL database, which it makes
 * where there is none. A job whose process is gone is given to another one when its time is over, and it can take
 * twice `pollMs` and a pause of some seconds more. Its timers keep no process alive: a process that
 * only works has to see to that itself.
 *
 * @param database Stays open when the queue closes. Whoever made a `Pool` has to listen to its `error` event.
 * @throws ConnformError `ERR_STORE` for a database that cannot be used.
 */
export async function pgBossQueue(database: QueueDatabase, options: QueueOptions = {}): Promise<JobQueue> {
  const pollMs = checkPoll(options)
  const superviseMs = Math.max(1_100, 2 * pollMs)
  const tell = teller(options.onError)
  const { boss, tables, report } = await openPgBoss(database, superviseMs, tell)
  const made = new Map<string, Promise<void>>()
  const workers = new Map<string, PgBossWorker | undefined>()
  const underWay = new Set<Promise<unknown>>()
  const supervision = supervisor(boss, superviseMs, report)
  let closing: Promise<void> | undefined

  async function run<T>(operation: () => Promise<T>): Promise<T> {
    if (closing !== undefined) throw queueClosed()
    const answer = operation()
    underWay.add(answer)
    try {
      return await answer
    } catch (error) {
      throw queueFailure(error)
    } finally {
      underWay.delete(answer)
    }
  }

  /** Makes the queue of a kind, which several processes may do at once. */
  function make(kind: string): Promise<void> {
    const known = made.get(kind)
    if (known !== undefined) return known
    const making = boss.createQueue(kind, { policy: POLICY, ...jobSettings })
    made.set(kind, making)
    // A failed attempt is not the last one. Whoever asked for it hears of it.
    making.catch(() => made.delete(kind))
    return making
  }

  async function close(timeoutMs: number): Promise<void> {
    supervision.stop()
    await within(timeoutMs, [Promise.allSettled(underWay)])
    await Promise.all([...workers.values()].map((worker) => worker?.close(timeoutMs)))
    await boss.stop({ graceful: false, close: false }).catch(report)
  }

  return Object.freeze<JobQueue>({
    async send(kind, key, jobOptions) {
      checkKind(kind)
      const { data, startAfterMs } = checkJob(key, jobOptions)
      return run(async () => {
        await make(kind)
        const startAfter = startAfterMs === undefined ? {} : { startAfter: new Date(startAfterMs) }
        const id = await boss.send(kind, data, { singletonKey: key, ...startAfter })
        if (id !== null && startAfterMs === undefined) workers.get(kind)?.look()
        return id !== null
      })
    },
    async work(kind, workOptions, handler) {
      checkKind(kind)
      checkWork(workOptions)
      await run(async () => {
        if (workers.has(kind)) throw worksAlready(kind)
        workers.set(kind, undefined)
        try {
          await make(kind)
          const expireInSeconds = workOptions.expireInMs / 1_000
          await boss.updateQueue(kind, { ...jobSettings, expireInSeconds })
          await tables.setTime(kind, expireInSeconds)
        } catch (error) {
          workers.delete(kind)
          throw error
        }
        if (closing !== undefined) throw queueClosed()
        const context = { boss, tables, pollMs, tell, report }
        workers.set(kind, startWorker(context, kind, { ...workOptions, handler }))
        supervision.start()
      })
    },
    async count(kind) {
      checkKind(kind)
      return run(() => tables.count(kind))
    },
    async close({ timeoutMs = 30_000 } = {}) {
      closing ??= close(timeoutMs)
      await closing
    },
  })
}
