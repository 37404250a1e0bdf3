import type { Vault } from '@connform/core'
import { type ChainEnd, linked } from './audit-chain.ts'
import type { MadeUp } from './made-up-connection.ts'

/** A row by its columns, every one of them. */
export type Row = Readonly<Record<string, string | number | null>>

/** The tables a connection lies in; what refers to another one comes after it. */
export const tableNames = Object.freeze([
  'connections',
  'connection_search',
  'connection_secrets',
  'grants',
  'audit_entries',
] as const)

export interface Batch {
  readonly rows: Readonly<Record<(typeof tableNames)[number], readonly Row[]>>
  /** Where the audit ends with it. */
  readonly end: ChainEnd
}

const folded = (text: string): string => text.normalize('NFC').toUpperCase()

/** The rows of many connections, as the store writes them, with everything secret sealed for real. */
export function rowsOf(vault: Vault, madeUp: readonly MadeUp[], end: ChainEnd): Batch {
  const rows = {
    connections: madeUp.map(connectionRow),
    connection_search: madeUp.map(searchRow),
    connection_secrets: madeUp.map((one) => secretsRow(vault, one)),
    grants: madeUp.flatMap((one) => grantRows(vault, one)),
    audit_entries: [] as Row[],
  }
  let last = end
  for (const one of madeUp) {
    const entry = linked(one.entry, one.record.tenant, last)
    rows.audit_entries.push({
      tenant: entry.tenant,
      sequence: entry.sequence,
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      subject_kind: entry.subject.kind,
      subject_id: entry.subject.id,
      fields: JSON.stringify(entry.fields),
      values_before: null,
      values_after: JSON.stringify(entry.after),
      previous_hash: entry.previousHash,
      hash: entry.hash,
    })
    last = entry
  }
  return { rows, end: { sequence: last.sequence, hash: last.hash } }
}

function connectionRow({ record }: MadeUp): Row {
  const { lastTest } = record
  return {
    tenant: record.tenant,
    id: record.id,
    definition: record.definition,
    definition_version: record.definitionVersion,
    name: record.name,
    name_folded: folded(record.name),
    auth_type: record.authType,
    status: record.status,
    field_values: JSON.stringify(record.values),
    oauth_client: null,
    search_terms: JSON.stringify(record.searchTerms),
    secret_fields: JSON.stringify(record.secretFields),
    last_test: lastTest === null ? null : JSON.stringify(lastTest),
    cause: lastTest?.cause ?? 'untested',
    tested_at: lastTest?.testedAt ?? '',
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    removed_at: null,
  }
}

function searchRow({ record: { tenant, id, name, definition, searchTerms } }: MadeUp): Row {
  return { tenant, id, text: [name, definition, ...searchTerms].map(folded).join('\n') }
}

function secretsRow(vault: Vault, { record: { tenant, id }, secrets }: MadeUp): Row {
  const sealed = vault.seal({ tenant, connection: id, slot: 'credentials' }, JSON.stringify(secrets))
  return { tenant, connection: id, sealed, key_id: vault.keyIdOf(sealed) }
}

function grantRows(vault: Vault, { record: { tenant, id, createdAt }, grant }: MadeUp): Row[] {
  if (grant === null) return []
  const sealed = vault.seal({ tenant, connection: id, slot: 'grant' }, JSON.stringify(grant.tokens))
  return [
    {
      tenant,
      connection: id,
      sealed,
      key_id: vault.keyIdOf(sealed),
      expires_at: grant.expiresAt,
      scopes: null,
      issued_at: createdAt,
      lease_holder: null,
      lease_until: null,
    },
  ]
}
