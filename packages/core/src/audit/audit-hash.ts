import type { AuditEntry, AuditRecord } from '../ports.ts'

/**
 * The hash of an entry in its chain, base64url: SHA-256 over the UTF-8 of a JSON array of tenant, sequence, hash
 * before, moment, actor, action, kind and id of the subject, fields, before and after.
 *
 * Not keyed: who may write to the database can compute a new chain. Keep the last hash elsewhere to notice that, too.
 */
export async function auditHash(
  entry: AuditEntry & Pick<AuditRecord, 'tenant' | 'sequence' | 'previousHash'>,
): Promise<string> {
  const { tenant, sequence, previousHash, at, actor, action, subject, fields, before, after } = entry
  const covered = [tenant, sequence, previousHash, at, actor, action, subject.kind, subject.id, fields, before, after]
  const bytes = new TextEncoder().encode(JSON.stringify(covered))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
