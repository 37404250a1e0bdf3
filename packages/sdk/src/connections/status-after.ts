import type { ConnectionStatus, TestResult } from '@connform/core'

/**
 * The status of a connection once its last test is this one, or null where it has changed and was not tested since. A
 * failed test marks it and a passed one lifts the mark; what a person switched off stays off.
 */
export function statusAfter(status: ConnectionStatus, lastTest: TestResult | null): ConnectionStatus {
  if (status === 'inactive') return status
  return lastTest?.ok === false ? 'failing' : 'active'
}
