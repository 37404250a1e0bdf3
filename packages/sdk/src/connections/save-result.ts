import type { Change, ConnectionRecord, Issue, TestResult } from '@connform/core'
import type { SaveResult } from './connections.ts'
import { type Context, viewAtPresent } from './context.ts'

/** What there is to say of a save besides whether it was made. */
interface Told {
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
  readonly test: TestResult | undefined
}

export function saved(context: Context, record: ConnectionRecord, { issues, changes, test }: Told): SaveResult {
  return {
    ok: true,
    connection: viewAtPresent(context, record),
    issues,
    changes,
    ...(test === undefined ? {} : { test }),
  }
}

/** Nothing was stored, because of the test. */
export function refused(refusal: Issue, { issues, changes, test }: Told): SaveResult {
  return { ok: false, issues: [refusal, ...issues], changes, ...(test === undefined ? {} : { test }) }
}
