import { hash } from 'node:crypto'
import type { AuditRecord } from '@connform/core'
import type { MadeUp } from './made-up-connection.ts'

/** Where the audit of a tenant ends. */
export type ChainEnd = Pick<AuditRecord, 'sequence' | 'hash'>

/** The entry of a connection's creation, next in its tenant's chain, as the SDK writes it. */
export function entryAfter(end: ChainEnd, { record }: MadeUp): AuditRecord {
  const { tenant, id, definition, values, status, lastTest } = record
  const test = lastTest === null ? {} : { 'test.cause': lastTest.cause }
  const after = { definition, ...values, status, ...test }
  const entry = {
    tenant,
    sequence: end.sequence + 1,
    previousHash: end.hash,
    at: record.createdAt,
    actor: 'seed',
    action: 'connection.created' as const,
    subject: { kind: 'connection' as const, id },
    fields: [...Object.keys(after), ...Object.keys(record.secretFields)],
    before: null,
    after,
  }
  return { ...entry, hash: hashOf(entry) }
}

/** As `auditHash` of core has it, without waiting for a thread a million times. */
function hashOf({ tenant, sequence, previousHash, at, actor, ...rest }: Omit<AuditRecord, 'hash'>): string {
  const { action, subject, fields, before, after } = rest
  const covered = [tenant, sequence, previousHash, at, actor, action, subject.kind, subject.id, fields, before, after]
  return hash('sha256', JSON.stringify(covered), 'base64url')
}
