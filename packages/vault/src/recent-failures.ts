import type { Clock, ConnformError } from '@connform/core'
import { again } from './failures.ts'

const FIRST_PAUSE_MS = 1000
const LONGEST_PAUSE_MS = 60_000
const MAX_REMEMBERED = 10_000

/** Tenants whose keys could not be loaded just now. */
export interface RecentFailures {
  /** Throws what loading failed with, until its time is up: one second after the first failure, twice as long each time. */
  check(tenant: string): void
  note(tenant: string, failure: ConnformError): void
  clear(tenant: string): void
}

/** Callers that try again at once, and many at a time, cost the key-encryption key one attempt of each tenant. */
export function recentFailures(clock: Clock): RecentFailures {
  const byTenant = new Map<string, { failure: ConnformError; atMs: number; pauseMs: number }>()
  return Object.freeze({
    check(tenant) {
      const recent = byTenant.get(tenant)
      if (recent !== undefined && Math.abs(clock().getTime() - recent.atMs) < recent.pauseMs)
        throw again(recent.failure)
    },
    note(tenant, failure) {
      const before = byTenant.get(tenant)
      if (before === undefined && byTenant.size >= MAX_REMEMBERED) byTenant.clear()
      const pauseMs = before === undefined ? FIRST_PAUSE_MS : Math.min(before.pauseMs * 2, LONGEST_PAUSE_MS)
      byTenant.set(tenant, { failure, atMs: clock().getTime(), pauseMs })
    },
    clear: (tenant) => void byTenant.delete(tenant),
  } satisfies RecentFailures)
}
