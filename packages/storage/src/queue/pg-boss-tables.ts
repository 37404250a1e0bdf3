import { SCHEMA } from './pg-boss-settings.ts'

/** A pool of connections, such as `Pool` of `pg`. A connection whose statement failed must not come back to it. */
export interface QueueDatabase {
  query(text: string, values?: unknown[]): Promise<unknown>
}

/** One run of a job: the same job, taken again, has another `retryCount`. */
export interface Claim {
  readonly id: string
  readonly retryCount: number
}

const STEP_JOBS = 10_000

/** What pg-boss has no call for. Its tables are a documented interface. https://pgboss.io/sql/job-table */
export interface PgBossTables {
  /** Gives jobs that wait the time their worker says. */
  setTime(kind: string, seconds: number): Promise<void>
  /** Lets another worker take a job of ours, as if we had not: the run does not count. */
  giveBack(kind: string, claim: Claim): Promise<void>
  count(kind: string): Promise<{ readonly waiting: number; readonly running: number }>
}

export function pgBossTables({ query }: { readonly query: (text: string, values: unknown[]) => Promise<Rows> }) {
  return Object.freeze<PgBossTables>({
    async setTime(kind, seconds) {
      // What another process holds, it takes or changes in the same way just now. In steps, so that workers which
      // take jobs meanwhile find some that are not held.
      const step = `with waiting as (
          select id from ${SCHEMA}.job where name = $1 and state in ('created', 'retry') and expire_seconds <> $2
          limit ${STEP_JOBS} for update skip locked
        ), changed as (
          update ${SCHEMA}.job set expire_seconds = $2 from waiting
          where job.name = $1 and job.id = waiting.id returning 1
        ) select count(*)::int as count from changed`
      for (;;) {
        const { rows } = await query(step, [kind, seconds])
        const [row] = rows as readonly { readonly count: number }[]
        if ((row?.count ?? 0) < STEP_JOBS) return
      }
    },
    async giveBack(kind, { id, retryCount }) {
      await query(
        `update ${SCHEMA}.job set state = 'created', started_on = null, heartbeat_on = null
         where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
        [kind, id, retryCount],
      )
    },
    async count(kind) {
      const { rows } = await query(
        `select count(*) filter (where state <> 'active')::int as waiting,
           count(*) filter (where state = 'active')::int as running
         from ${SCHEMA}.job where name = $1 and state in ('created', 'retry', 'active')`,
        [kind],
      )
      const [row] = rows as readonly { readonly waiting: number; readonly running: number }[]
      return { waiting: row?.waiting ?? 0, running: row?.running ?? 0 }
    },
  })
}

export interface Rows {
  readonly rows: unknown[]
}

/** The answer to several statements at once is a list of answers. */
export function rowsOf(answer: unknown): Rows {
  const answers = (Array.isArray(answer) ? answer : [answer]) as readonly Partial<Rows>[]
  return { rows: answers.flatMap(({ rows = [] }) => rows) }
}
