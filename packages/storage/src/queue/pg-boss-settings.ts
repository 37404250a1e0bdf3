import type { ConstructorOptions, UpdateQueueOptions } from 'pg-boss'
import { MAX_RETRY_PAUSE_SECONDS, RETRY_PAUSE_SECONDS } from './retry-pause.ts'

export const SCHEMA = 'connform_queue'

const HOUR_SECONDS = 60 * 60
const YEAR_SECONDS = 365 * 24 * HOUR_SECONDS

/** Of pg-boss as a whole. */
export function bossSettings(superviseMs: number): ConstructorOptions {
  return {
    schema: SCHEMA,
    // This queue looks for lost jobs itself, and only in processes that work. It comes by at `superviseMs`; one
    // process at a time does the work, which a claim a little younger than that must not prevent.
    supervise: false,
    monitorIntervalSeconds: superviseMs / 1_000 - 0.1,
    maintenanceIntervalSeconds: HOUR_SECONDS / 6,
    schedule: false,
    // Both would write more than ids to tables: addresses of hosts, options, traces of whoever sent a job.
    registerInstance: false,
    openTelemetry: { enabled: false },
    clock: {
      now: () => Date.now(),
      setTimeout: (action, ms) => setTimeout(action, ms).unref(),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      setInterval: (action, ms) => setInterval(action, ms).unref(),
      clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
    },
  }
}

/** At most one job of a key waits, waits to be tried again, or runs. */
export const POLICY = 'exclusive'

/** Of the jobs of a kind. */
export const jobSettings = Object.freeze({
  // The worker counts, who alone knows how often its kind is tried, and who alone can tell of a job given up.
  retryLimit: 1_000_000,
  retryDelay: RETRY_PAUSE_SECONDS,
  retryBackoff: true,
  retryDelayMax: MAX_RETRY_PAUSE_SECONDS,
  // Of jobs sent before a worker of their kind has ever said how long they take.
  expireInSeconds: HOUR_SECONDS / 4,
  // A job that waits is not to vanish.
  retentionSeconds: YEAR_SECONDS,
  deleteAfterSeconds: HOUR_SECONDS,
  // A fleet is a long queue, and no reason to warn.
  warningQueueSize: 2_000_000_000,
} satisfies UpdateQueueOptions)
