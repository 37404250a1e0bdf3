import type { Clock, DueConnection, DueWork, Job, JobQueue, Store } from '@connform/core'
import { RESTORABLE_MS } from '../connections/remove-connection.ts'
import { spreadMs } from './spread.ts'
import { tenantJobs } from './tenant-jobs.ts'

/** What a round looks through, and sends to. */
interface Looking {
  readonly store: Store
  readonly queue: JobQueue
  readonly clock: Clock
}

interface Intervals {
  readonly retestEveryMs: number
  readonly renewAheadMs: number
}

type Round = (job: Pick<Job, 'signal'>) => Promise<void>

const MINUTE_MS = 60_000
/** What is due at once, after a pause say, is spread over so long at most. */
const MAX_SPREAD_MS = 10 * MINUTE_MS
/** Rows sent to the queue at one look; the next look goes on. */
const MAX_PER_LOOK = 5000
const PAGE = 1000

/** The rounds that find work: `look` over connections that are due, `housekeep` over tenants. */
export function rounds(
  { store, queue, clock }: Looking,
  { retestEveryMs, renewAheadMs }: Intervals,
): { readonly look: Round; readonly housekeep: Round } {
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

  // A look goes on where the one before ended: rows that stay due, whatever is done, must not stand before all others.
  const reached = new Map<DueWork, DueConnection>()

  const look: Round = async ({ signal }) => {
    for (const work of ['renewal', 'test', 'purge'] as const) {
      const before = dueAt[work]()
      if (before === undefined) continue
      const due = {
        work,
        before: new Date(before).toISOString(),
        spread: spreadOver[work],
        after: reached.get(work),
        signal,
      }
      const last = await sendDue({ store, queue, clock }, due)
      if (last === undefined) reached.delete(work)
      else reached.set(work, last)
    }
  }

  const housekeep: Round = async ({ signal }) => {
    await store.idempotency.clear(clock().toISOString())
    await store.access.clear(clock().toISOString())
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

  return { look, housekeep }
}

interface Due {
  readonly work: DueWork
  readonly before: string
  readonly spread: number
  readonly after: DueConnection | undefined
  readonly signal: AbortSignal
}

/** Answers with the last row where more may follow. */
async function sendDue(
  { store, queue, clock }: Looking,
  { work, before, spread, signal, ...due }: Due,
): Promise<DueConnection | undefined> {
  let sent = 0
  let after = due.after
  while (!signal.aborted) {
    const page = await store.connections.due(work, { before, limit: PAGE, ...(after === undefined ? {} : { after }) })
    for (const { tenant, id, since } of page) {
      // What was never tested is somebody's news, and waits for nothing.
      const startAfter = new Date(clock().getTime() + spreadMs(id, spread)).toISOString()
      const later = spread === 0 || since === '' ? {} : { startAfter }
      await queue.send(work, JSON.stringify([tenant, id]), { data: { tenant, id }, ...later })
    }
    if (page.length < PAGE) return undefined
    after = page.at(-1)
    sent += page.length
    if (sent >= MAX_PER_LOOK) return after
  }
  return after
}
