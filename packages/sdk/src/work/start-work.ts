import {
  type Cause,
  type Clock,
  ConnformError,
  type DueWork,
  type Job,
  type JobQueue,
  type Store,
} from '@connform/core'
import type { Context } from '../connections/context.ts'
import { RESTORABLE_MS } from '../connections/remove-connection.ts'
import { circuitBreaker } from './circuit-breaker.ts'
import { connectionJobs } from './connection-jobs.ts'
import { spreadMs } from './spread.ts'
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
  /** Runs work on an account in its turn, unless the account is left alone; notes what it came to. */
  readonly onAccount: (account: string, work: () => Promise<Cause>) => Promise<void>
  readonly renewAheadMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** What is due at once, after a pause say, is spread over so long at most. */
const MAX_SPREAD_MS = 10 * MINUTE_MS
/** Rows sent to the queue at one look; the next look goes on. */
const MAX_PER_LOOK = 5000
const PAGE = 1000

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
  const queue = await store.openQueue({
    ...(pollMs === undefined ? {} : { pollMs }),
    onError: (error, job) => tell(failure(error, job)),
  })
  const breaker = circuitBreaker(clock)
  const inTurn = turnsByKey()
  const tools: JobTools = {
    contextFor,
    tell,
    renewAheadMs,
    onAccount: (account, work) =>
      inTurn(account, async () => {
        if (breaker.isOpen(account)) return
        const until = breaker.note(account, await work())
        if (until !== undefined) tell({ kind: 'paused', account, until: until.toISOString() })
      }),
  }
  const dueAt: Readonly<Record<DueWork, () => number | undefined>> = {
    test: () => (retestEveryMs > 0 ? clock().getTime() - retestEveryMs : undefined),
    renewal: () => clock().getTime() + renewAheadMs,
    purge: () => clock().getTime() - RESTORABLE_MS,
  }
  const spreadOver: Readonly<Record<DueWork, number>> = {
    test: Math.min(MAX_SPREAD_MS, retestEveryMs / 4),
    renewal: 0,
    purge: 0,
  }

  const look = async ({ signal }: Pick<Job, 'signal'>): Promise<void> => {
    for (const work of ['renewal', 'test', 'purge'] as const) {
      const before = dueAt[work]()
      if (before === undefined) continue
      await sendDue(
        { store, queue, clock },
        { work, before: new Date(before).toISOString(), spread: spreadOver[work], signal },
      )
    }
  }

  const housekeep = async ({ signal }: Pick<Job, 'signal'>): Promise<void> => {
    await store.idempotency.clear(clock().toISOString())
    let after: string | undefined
    do {
      const tenants = await store.tenants.list({ limit: PAGE, ...(after === undefined ? {} : { after }) })
      for (const tenant of tenants) {
        if (signal.aborted) return
        for (const kind of Object.keys(tenantJobs)) await queue.send(kind, tenant, { data: { tenant } })
      }
      after = tenants.length === PAGE ? tenants.at(-1) : undefined
    } while (after !== undefined)
  }

  const rules = { expireInMs, retries: 2 }
  for (const [kind, run] of Object.entries(connectionJobs)) {
    await queue.work(kind, { ...rules, concurrency }, (job) => run(tools, job))
  }
  for (const [kind, run] of Object.entries(tenantJobs)) {
    // A sweep may take long, and goes on in the next job where its time is up.
    await queue.work(kind, { ...rules, concurrency: 1 }, (job) => run(tools, job))
  }
  await queue.work('look', { ...rules, concurrency: 1 }, look)
  await queue.work('housekeeping', { ...rules, concurrency: 1 }, housekeep)

  const repeat = (kind: string, everyMs: number): NodeJS.Timeout => {
    const send = (): void => {
      queue.send(kind, 'all').catch((error: unknown) => tell(failure(error, { kind, key: 'all' })))
    }
    send()
    return setInterval(send, everyMs)
  }
  const timers = [repeat('look', lookEveryMs), repeat('housekeeping', housekeepEveryMs)]
  let closing: Promise<void> | undefined
  return Object.freeze<Worker>({
    close: () => {
      for (const timer of timers) clearInterval(timer)
      closing ??= queue.close()
      return closing
    },
  })
}

interface Due {
  readonly work: DueWork
  readonly before: string
  readonly spread: number
  readonly signal: AbortSignal
}

async function sendDue(
  { store, queue, clock }: { readonly store: Store; readonly queue: JobQueue; readonly clock: Clock },
  { work, before, spread, signal }: Due,
): Promise<void> {
  let sent = 0
  let page = await store.connections.due(work, { before, limit: PAGE })
  while (page.length > 0 && !signal.aborted) {
    for (const { tenant, id, since } of page) {
      // What was never tested is somebody's news, and waits for nothing.
      const startAfter = new Date(clock().getTime() + spreadMs(id, spread)).toISOString()
      const later = spread === 0 || since === '' ? {} : { startAfter }
      await queue.send(work, JSON.stringify([tenant, id]), { data: { tenant, id }, ...later })
    }
    sent += page.length
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE || sent >= MAX_PER_LOOK) return
    page = await store.connections.due(work, { before, limit: PAGE, after: last })
  }
}

/** Only what is ours is repeated: the message of a foreign error may hold anything. */
function failure(error: unknown, job?: Pick<Job, 'kind' | 'key'>): WorkEvent {
  const known = error instanceof ConnformError
  return {
    kind: 'failed',
    work: job?.kind ?? 'queue',
    ...subjectOf(job?.key),
    code: known ? error.code : 'ERR_STORE',
    message: known ? error.message : 'The work in the background failed.',
  }
}

function subjectOf(key: string | undefined): { tenant?: string; connection?: string } {
  if (key === undefined || !key.startsWith('[')) return key === undefined || key === 'all' ? {} : { tenant: key }
  try {
    const [tenant, connection]: unknown[] = JSON.parse(key)
    return { tenant: String(tenant), connection: String(connection) }
  } catch {
    return { tenant: key }
  }
}
