import type { AuditAction, AuditEntry, ConnectionRecord } from '@connform/core'
import type { Context } from '../connections/context.ts'

/** A connection before and after; absent where there was or is none. */
export interface ConnectionChange {
  readonly before?: ConnectionRecord
  readonly after?: ConnectionRecord
}

/** What the audit says of a change: names of all changed fields, and the values of those that are not secret. */
export function connectionEntry(
  { actor, clock }: Pick<Context, 'actor' | 'clock'>,
  action: AuditAction,
  { before, after }: ConnectionChange,
): AuditEntry {
  const some = shownOf(before)
  const others = shownOf(after)
  const changed = changedKeys(some, others)
  return {
    at: clock().toISOString(),
    actor,
    action,
    subject: { kind: 'connection', id: after?.id ?? before?.id ?? '' },
    fields: [...changed, ...changedKeys(before?.secretFields ?? {}, after?.secretFields ?? {})],
    before: before === undefined ? null : pick(some, changed),
    after: after === undefined ? null : pick(others, changed),
  }
}

type Members = Readonly<Record<string, unknown>>

/** What may be told of a connection: its values and its state, nothing that is sealed. */
function shownOf(record: ConnectionRecord | undefined): Members {
  if (record === undefined) return {}
  const { definition, status, values, lastTest, removedAt } = record
  const test = lastTest === null ? {} : { 'test.cause': lastTest.cause }
  const removed = removedAt === null ? {} : { removedAt }
  return { definition, ...values, status, ...test, ...removed }
}

function changedKeys(some: Members, others: Members): string[] {
  const keys = [...new Set([...Object.keys(some), ...Object.keys(others)])]
  return keys.filter((key) => JSON.stringify(some[key]) !== JSON.stringify(others[key]))
}

const pick = (members: Members, keys: readonly string[]): Members =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(members, key)).map((key) => [key, members[key]]))
