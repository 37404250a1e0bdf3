import type { Job, WorkOptions } from '@connform/core'
import type { PgBoss, JobWithMetadata as StoredJob } from 'pg-boss'
import type { PgBossTables } from './pg-boss-tables.ts'
import { type JobRun, jobExpired, type Outcome, runJob, windDownMs } from './run-job.ts'
import type { Tell } from './teller.ts'
import { within } from './within.ts'

/** Takes the jobs of one kind. */
export interface PgBossWorker {
  /** Looks for work now, and not when it is time to. */
  look(): void
  close(timeoutMs: number): Promise<void>
}

export interface WorkerContext {
  readonly boss: PgBoss
  readonly tables: PgBossTables
  readonly pollMs: number
  readonly tell: Tell
  /** Trouble with the database. */
  readonly report: (error: unknown) => void
}

export interface WorkerOptions extends WorkOptions {
  readonly handler: (job: Job) => Promise<void>
}

/**
 * Asks for as many jobs as there are places free, and again when one gets free while there is more; else every `pollMs`.
 * pg-boss's own worker would take one job per place and `pollMs`, and start the time of a job when it is there.
 */
export function startWorker(context: WorkerContext, kind: string, options: WorkerOptions): PgBossWorker {
  const { boss, tables, pollMs, tell, report } = context
  const runs = new Map<JobRun, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let isAskedAgain = false
  let isMoreThere = false
  let isClosed = false
  /** What a handler does that did not stop when the queue closed is nobody's business any more. */
  let isOver = false

  function look(): void {
    if (isClosed) return
    if (looking !== undefined) {
      isAskedAgain = true
      return
    }
    clearTimeout(timer)
    looking = take().finally(() => {
      looking = undefined
      if (isClosed) return
      if (isAskedAgain) {
        isAskedAgain = false
        look()
      } else timer = setTimeout(look, pollMs).unref()
    })
  }

  async function take(): Promise<void> {
    const batchSize = options.concurrency - runs.size
    if (batchSize === 0) return
    const startedAtMs = performance.now()
    try {
      const jobs = await boss.fetch(kind, { batchSize, includeMetadata: true })
      isMoreThere = jobs.length === batchSize
      await Promise.all(jobs.map((job) => (isClosed ? tables.giveBack(kind, job) : start(job, startedAtMs))))
    } catch (error) {
      report(error)
    }
  }

  async function start(job: StoredJob<unknown>, startedAtMs: number): Promise<void> {
    const key = job.singletonKey ?? ''
    // More runs than there may be: the last ones did not end, their processes did.
    if (job.retryCount > options.retries) return giveUp(job, jobExpired())
    const expireInMs = Math.min(options.expireInMs, job.expireInSeconds * 1_000)
    const { handler } = options
    const run = runJob({ kind, key, data: stringsOf(job.data) }, { handler, expireInMs, startedAtMs })
    runs.set(run, finish(job, run))
  }

  async function finish(job: StoredJob<unknown>, run: JobRun): Promise<void> {
    try {
      await settle(job, await run.outcome)
    } catch (error) {
      // Nobody knows that it ended, so it is run again when its time is over.
      if (!isOver) report(error)
    }
    await run.returned
    runs.delete(run)
    if (isMoreThere) look()
  }

  async function settle(job: StoredJob<unknown>, outcome: Outcome): Promise<void> {
    const claim = { id: job.id, retryCount: job.retryCount }
    if (outcome.end === 'done') await boss.complete(kind, claim)
    else if (outcome.end === 'interrupted') await tables.giveBack(kind, claim)
    else if (job.retryCount >= options.retries) await giveUp(job, outcome.error)
    // Without the error, which is not ours to write to a table.
    else await boss.fail(kind, claim)
  }

  async function giveUp({ id, retryCount, singletonKey }: StoredJob<unknown>, error: unknown): Promise<void> {
    const answer = (await boss.cancel(kind, { id, retryCount })) as { readonly affected?: number }
    if (answer.affected !== 0) tell(error, { kind, key: singletonKey ?? '' })
  }

  look()
  return {
    look,
    async close(timeoutMs) {
      isClosed = true
      clearTimeout(timer)
      await within(timeoutMs, [looking, ...runs.values()])
      for (const run of runs.keys()) run.interrupt()
      if (runs.size > 0) await within(windDownMs(options.expireInMs), runs.values())
      isOver = true
    },
  }
}

function stringsOf(data: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(typeof data === 'object' && data !== null ? data : {})
  return Object.freeze(
    Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
  )
}
