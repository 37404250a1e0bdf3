import type { ConnectionRecord, ConnectionStatus, TestResult } from '@connform/core'

/** Statuses that wait for a person. */
const waiting: ReadonlySet<ConnectionStatus> = new Set(['pending', 'needs_reauth', 'uninstalled'])

/**
 * The status of a connection once its last test is this one, or null where it has changed and was not tested since. A
 * failed test marks it and a passed one lifts the mark; what a person switched off stays off, and what waits for an
 * authorisation waits on.
 */
export function statusAfter(status: ConnectionStatus, lastTest: TestResult | null): ConnectionStatus {
  if (status === 'inactive') return status
  if (lastTest?.ok === false) return waiting.has(status) ? status : 'failing'
  return 'active'
}

/** The status of a connection that is switched on: one that waits for a person is not made to work by it. */
export function statusSwitchedOn(
  { status, grant }: Pick<ConnectionRecord, 'status' | 'grant'>,
  needsPerson: boolean,
): ConnectionStatus {
  if (waiting.has(status)) return status
  return needsPerson && grant === null ? 'pending' : 'active'
}
