import type { Clock, Job, WorkOptions } from '@connform/core'
import type { CheckedJob } from './check-queue.ts'
import { retryPauseMs } from './retry-pause.ts'
import { type JobRun, runJob, windDownMs } from './run-job.ts'
import type { Tell } from './teller.ts'
import { within } from './within.ts'

/** The jobs of one kind in this process. */
export interface LocalKind {
  send(key: string, job: CheckedJob): boolean
  /** False where they are worked on already. */
  work(options: WorkOptions, handler: (job: Job) => Promise<void>): boolean
  count(): { readonly waiting: number; readonly running: number }
  close(timeoutMs: number): Promise<void>
}

interface Entry {
  readonly key: string
  readonly data: Readonly<Record<string, string>>
  attempt: number
  timer?: NodeJS.Timeout
}

interface Context {
  readonly clock: Clock
  readonly tell: Tell
}

/** What a timer of Node can wait for. */
const MAX_TIMER_MS = 2 ** 31 - 1

export function localKind(kind: string, { clock, tell }: Context): LocalKind {
  /** All that wait or run, by key. */
  const entries = new Map<string, Entry>()
  /** Those that may start, oldest first. */
  const ready = new Set<Entry>()
  const runs = new Map<JobRun, Promise<void>>()
  let work: { readonly options: WorkOptions; readonly handler: (job: Job) => Promise<void> } | undefined
  let isClosed = false

  function makeReady(entry: Entry): void {
    ready.add(entry)
    startSome()
  }

  function makeReadyAt(entry: Entry, timeMs: number): void {
    const leftMs = timeMs - clock().getTime()
    if (leftMs <= 0) makeReady(entry)
    else entry.timer = setTimeout(() => makeReadyAt(entry, timeMs), Math.min(leftMs, MAX_TIMER_MS)).unref()
  }

  function startSome(): void {
    if (work === undefined || isClosed) return
    for (const entry of ready) {
      if (runs.size >= work.options.concurrency) return
      ready.delete(entry)
      start(entry, work)
    }
  }

  function start(entry: Entry, { options, handler }: NonNullable<typeof work>): void {
    const { key, data } = entry
    const run = runJob({ kind, key, data }, { handler, expireInMs: options.expireInMs, startedAtMs: performance.now() })
    runs.set(run, finish(entry, run, options.retries))
  }

  async function finish(entry: Entry, run: JobRun, retries: number): Promise<void> {
    const outcome = await run.outcome
    const isRetried = outcome.end === 'failed' && entry.attempt < retries && !isClosed
    if (outcome.end === 'failed' && !isRetried) tell(outcome.error, { kind, key: entry.key })
    // A handler that ignores the end of its time still holds its place and its key, or it would run beside itself.
    await run.returned
    runs.delete(run)
    if (isRetried && !isClosed) {
      entry.timer = setTimeout(() => makeReady(entry), retryPauseMs(entry.attempt)).unref()
      entry.attempt += 1
    } else entries.delete(entry.key)
    startSome()
  }

  return {
    send(key, { data, startAfterMs }) {
      if (entries.has(key)) return false
      const entry: Entry = { key, data, attempt: 0 }
      entries.set(key, entry)
      if (startAfterMs === undefined) makeReady(entry)
      else makeReadyAt(entry, startAfterMs)
      return true
    },
    work(options, handler) {
      if (work !== undefined) return false
      work = { options: { ...options }, handler }
      startSome()
      return true
    },
    count: () => ({ waiting: entries.size - runs.size, running: runs.size }),
    async close(timeoutMs) {
      isClosed = true
      for (const { timer } of entries.values()) clearTimeout(timer)
      ready.clear()
      await within(timeoutMs, runs.values())
      for (const run of runs.keys()) run.interrupt()
      if (work !== undefined && runs.size > 0) await within(windDownMs(work.options.expireInMs), runs.values())
    },
  }
}
