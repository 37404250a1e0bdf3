import type { Clock, Job, JobQueue, QueueOptions, WorkOptions } from '@connform/core'
import { checkJob, checkKind, checkPoll, checkWork, queueClosed, worksAlready } from './check-queue.ts'
import { type LocalKind, localKind } from './local-kind.ts'
import { teller } from './teller.ts'

export interface LocalQueueOptions extends QueueOptions {
  /** Decides when a job may start. Default is the time of this machine. */
  readonly clock?: Clock
}

/**
 * A queue in the memory of this process, for a database that serves one process. Jobs that wait are gone with it: what
 * has to be done is found again from the database by the one who sent them. Nothing is polled, so `pollMs` is checked
 * and otherwise not used. Its timers keep no process alive.
 */
export function localQueue(options: LocalQueueOptions = {}): JobQueue {
  const { clock = () => new Date(), onError } = options
  checkPoll(options)
  const tell = teller(onError)
  const kinds = new Map<string, LocalKind>()
  let closing: Promise<void> | undefined

  function kindOf(name: string): LocalKind {
    if (closing !== undefined) throw queueClosed()
    const known = kinds.get(checkKind(name))
    if (known !== undefined) return known
    const made = localKind(name, { clock, tell })
    kinds.set(name, made)
    return made
  }

  return Object.freeze<JobQueue>({
    async send(kind, key, jobOptions) {
      return kindOf(kind).send(key, checkJob(key, jobOptions))
    },
    async work(kind: string, workOptions: WorkOptions, handler: (job: Job) => Promise<void>) {
      checkWork(workOptions)
      if (!kindOf(kind).work(workOptions, handler)) throw worksAlready(kind)
    },
    async count(kind) {
      return kindOf(kind).count()
    },
    async close({ timeoutMs = 30_000 } = {}) {
      closing ??= Promise.all([...kinds.values()].map((kind) => kind.close(timeoutMs))).then(() => undefined)
      await closing
    },
  })
}
