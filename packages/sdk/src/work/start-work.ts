import { type Cause, type Clock, ConnformError, type Job, type JobQueue, type Store } from '@connform/core'
import type { Context } from '../connections/context.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { connectionJobs } from './connection-jobs.ts'
import { failureEvent } from './failure-event.ts'
import { rounds } from './rounds.ts'
import { turnsByKey } from './take-turns.ts'
import { tenantJobs } from './tenant-jobs.ts'
import type { WorkEvent, Worker, WorkOptions } from './work.ts'

/** What work in the background is made of. */
export interface WorkParts {
  readonly store: Store
  readonly clock: Clock
  readonly contextFor: (tenant: string) => Context
}

/** What each job is done with. */
export interface JobTools {
  readonly contextFor: (tenant: string) => Context
  readonly tell: (event: WorkEvent) => void
  /**
   * Runs work on an account in its turn, unless the account is left alone or the job's time is up by then; notes what
   * it came to, where that says something of the account.
   */
  readonly onAccount: (
    account: string,
    { signal }: Pick<Job, 'signal'>,
    work: () => Promise<Cause | undefined>,
  ) => Promise<void>
  readonly renewAheadMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A sweep takes long where a tenant has many connections, and housekeeping where there are many tenants. */
const TENANT_JOB_MS = 15 * MINUTE_MS

/**
 * Looks for what is due, and does it: tests, renewals, purges, sweeps, notices. Several workers, of several hosts,
 * share the work where the store is a database that they share.
 */
export async function startWork({ store, clock, contextFor }: WorkParts, options: WorkOptions): Promise<Worker> {
  const { lookEveryMs = MINUTE_MS, housekeepEveryMs = HOUR_MS, retestEveryMs = 24 * HOUR_MS } = options
  const { concurrency = 4, expireInMs = 2 * MINUTE_MS, renewAheadMs = 5 * MINUTE_MS, pollMs } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 64) {
    throw new ConnformError('ERR_OPTION_INVALID', 'A worker looks after 1 to 64 connections at a time.')
  }
  const tell = (event: WorkEvent): void => options.onEvent?.(event)
  let closing: Promise<void> | undefined
  const fail = (error: unknown, job?: Pick<Job, 'kind' | 'key'>): void => {
    // What ends because the worker is being closed has not failed.
    const isEnding = closing !== undefined && error instanceof ConnformError && error.code === 'ERR_CLOSED'
    if (!isEnding) tell(failureEvent(error, job))
  }
  const queue = await store.openQueue({ ...(pollMs === undefined ? {} : { pollMs }), onError: fail })
  const breaker = circuitBreaker(clock)
  const inTurn = turnsByKey()
  const tools: JobTools = {
    contextFor,
    tell,
    renewAheadMs,
    onAccount: (account, { signal }, work) =>
      inTurn(account, async () => {
        if (signal.aborted || breaker.isOpen(account)) return
        const cause = await work()
        // What was stopped says nothing of the account.
        const until = cause === undefined || signal.aborted ? undefined : breaker.note(account, cause)
        if (until !== undefined) tell({ kind: 'paused', account, until: until.toISOString() })
      }),
  }
  const { look, housekeep } = rounds({ store, queue, clock }, { retestEveryMs, renewAheadMs })
  const rules = { expireInMs, retries: 2 }
  const long = { ...rules, concurrency: 1, expireInMs: TENANT_JOB_MS }
  await orClose(queue, async () => {
    for (const [kind, run] of Object.entries(connectionJobs)) {
      await queue.work(kind, { ...rules, concurrency }, (job) => run(tools, job))
    }
    for (const [kind, run] of Object.entries(tenantJobs)) await queue.work(kind, long, (job) => run(tools, job))
    await queue.work('look', { ...rules, concurrency: 1 }, look)
    await queue.work('housekeeping', long, housekeep)
  })

  const repeat = (kind: string, everyMs: number): NodeJS.Timeout => {
    const send = (): void => {
      queue.send(kind, 'all').catch((error: unknown) => fail(error, { kind, key: 'all' }))
    }
    send()
    return setInterval(send, everyMs)
  }
  const timers = [repeat('look', lookEveryMs), repeat('housekeeping', housekeepEveryMs)]
  return Object.freeze<Worker>({
    close: () => {
      for (const timer of timers) clearInterval(timer)
      closing ??= queue.close()
      return closing
    },
  })
}

/** A queue that works on some kinds and not on others must not go on. */
async function orClose(queue: JobQueue, begin: () => Promise<void>): Promise<void> {
  try {
    await begin()
  } catch (error) {
    await queue.close()
    throw error
  }
}
