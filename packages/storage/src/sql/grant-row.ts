import type { GrantRecord } from '@connform/core'
import { damaged, parseStored } from './parse-stored.ts'
import type { GrantRow } from './tables.ts'

/** A grant beside its connection. */
export interface StoredGrantRow {
  readonly grant_sealed: string | null
  readonly grant_key_id: string | null
  readonly grant_expires_at: string | null
  readonly grant_scopes: string | null
  readonly grant_issued_at: string | null
}

export function toGrantRow(grant: GrantRecord | null): GrantRow {
  return {
    sealed: grant?.sealed ?? null,
    key_id: grant?.keyId ?? null,
    expires_at: grant?.expiresAt ?? null,
    scopes: grant?.scopes ? JSON.stringify(grant.scopes) : null,
    issued_at: grant?.issuedAt ?? null,
  }
}

/** @param connection Id of the connection, named where the grant is damaged. */
export function fromGrantRow(row: StoredGrantRow, connection: string): GrantRecord | null {
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
