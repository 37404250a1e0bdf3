import { hash } from 'node:crypto'
import type { AuditEntry, AuditRecord } from '@connform/core'

/** Where the audit of a tenant ends. */
export type ChainEnd = Pick<AuditRecord, 'sequence' | 'hash'>

/** An entry at its place in the chain of its tenant. */
export function linked(entry: AuditEntry, tenant: string, end: ChainEnd): AuditRecord {
  const record = { ...entry, tenant, sequence: end.sequence + 1, previousHash: end.hash }
  return { ...record, hash: hashOf(record) }
}

/** As `auditHash` of core has it, without waiting for a thread a million times. */
function hashOf({ tenant, sequence, previousHash, at, actor, ...rest }: Omit<AuditRecord, 'hash'>): string {
  const { action, subject, fields, before, after } = rest
  const covered = [tenant, sequence, previousHash, at, actor, action, subject.kind, subject.id, fields, before, after]
  return hash('sha256', JSON.stringify(covered), 'base64url')
}
