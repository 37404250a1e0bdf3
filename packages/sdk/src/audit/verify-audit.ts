import { type AuditStore, auditHash, ConnformError } from '@connform/core'
import type { AuditCheck } from './audit.ts'

const PAGE = 1000

interface Kept {
  readonly tenant: string
  readonly audit: AuditStore
}

/** Walks a tenant's chain: every number there, every hash right, and the end where the store says it is. */
export async function verifyAudit({ tenant, audit }: Kept, signal?: AbortSignal): Promise<AuditCheck> {
  // Read first: entries that are appended meanwhile lie behind it.
  const head = await audit.head(tenant)
  let sequence = 0
  let hash = ''
  while (head !== undefined && sequence < head.sequence) {
    if (signal?.aborted === true) throw new ConnformError('ERR_CLOSED', 'The check of the audit was stopped.')
    const page = await audit.list(tenant, { after: sequence, limit: PAGE })
    if (page.length === 0) return missing(sequence + 1)
    for (const record of page) {
      if (record.sequence !== sequence + 1) return missing(sequence + 1)
      if (record.previousHash !== hash || record.hash !== (await auditHash(record))) return changed(record.sequence)
      if (record.sequence === head.sequence && record.hash !== head.hash) return changed(record.sequence)
      sequence = record.sequence
      hash = record.hash
    }
  }
  if (head === undefined && (await audit.list(tenant, { limit: 1 })).length > 0) return changed(1)
  return { ok: true, entries: sequence, hash }
}

const missing = (sequence: number): AuditCheck => ({
  ok: false,
  sequence,
  message: `Entry ${sequence} is missing: somebody removed it from the database.`,
})

const changed = (sequence: number): AuditCheck => ({
  ok: false,
  sequence,
  message: `Entry ${sequence} is not what was recorded: somebody changed it in the database.`,
})
