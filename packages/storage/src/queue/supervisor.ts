import type { PgBoss } from 'pg-boss'

export interface Supervisor {
  start(): void
  stop(): void
}

/** Has pg-boss look for jobs whose time is over and for old ones, again and again. */
export function supervisor(boss: PgBoss, everyMs: number, report: (error: unknown) => void): Supervisor {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  function arm(): void {
    if (!isStopped) timer = setTimeout(() => boss.supervise().catch(report).finally(arm), everyMs).unref()
  }

  return {
    start() {
      if (timer === undefined) arm()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
