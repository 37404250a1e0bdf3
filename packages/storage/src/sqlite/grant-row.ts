import type { GrantRecord } from '@connform/core'
import { damaged, parseStored } from './parse-stored.ts'
import type { GrantRow } from './tables.ts'

export function toGrantRow(grant: GrantRecord | null): GrantRow {
  return {
    grant_sealed: grant?.sealed ?? null,
    grant_key_id: grant?.keyId ?? null,
    grant_expires_at: grant?.expiresAt ?? null,
    grant_scopes: grant?.scopes ? JSON.stringify(grant.scopes) : null,
    grant_issued_at: grant?.issuedAt ?? null,
  }
}

/** @param connection Id of the connection, named where the grant is damaged. */
export function fromGrantRow(row: GrantRow, connection: string): GrantRecord | null {
  const { grant_sealed: sealed, grant_key_id: keyId, grant_issued_at: issuedAt } = row
  if (sealed === null) return null
  const what = `grant of the connection ${connection}`
  if (keyId === null || issuedAt === null) throw damaged(what)
  return Object.freeze({
    sealed,
    keyId,
    expiresAt: row.grant_expires_at,
    scopes: row.grant_scopes === null ? null : parseStored<string[]>(row.grant_scopes, what),
    issuedAt,
  })
}
