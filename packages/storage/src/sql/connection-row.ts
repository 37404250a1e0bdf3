import type { ConnectionRecord, ConnectionStatus, ConnectionSummary, TestResult } from '@connform/core'
import { fromGrantRow, type StoredGrantRow } from './grant-row.ts'
import { parseStored } from './parse-stored.ts'
import { foldText } from './search-text.ts'
import type { ConnectionRow } from './tables.ts'

/** What stands in the row of a connection that was never tested. */
const UNTESTED = 'untested'

/** A connection with what is sealed of it, from the tables beside it. */
export type WholeConnectionRow = ConnectionRow &
  StoredGrantRow & { readonly sealed: string | null; readonly key_id: string | null }

/** Everything but what is sealed, which an edit leaves alone. */
export function toRow(record: ConnectionRecord): ConnectionRow {
  const { oauthClient } = record.values
  return {
    tenant: record.tenant,
    id: record.id,
    definition: record.definition,
    definition_version: record.definitionVersion,
    name: record.name,
    name_folded: foldText(record.name),
    auth_type: record.authType,
    status: record.status,
    field_values: JSON.stringify(record.values),
    oauth_client: typeof oauthClient === 'string' ? oauthClient : null,
    search_terms: JSON.stringify(record.searchTerms),
    secret_fields: JSON.stringify(record.secretFields),
    last_test: record.lastTest === null ? null : JSON.stringify(record.lastTest),
    cause: record.lastTest?.cause ?? UNTESTED,
    tested_at: record.lastTest?.testedAt ?? '',
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    removed_at: record.removedAt,
  }
}

export function fromRow(row: WholeConnectionRow): ConnectionRecord {
  const searchTerms = parseStored<string[]>(row.search_terms, `connection ${row.id}`)
  return Object.freeze({
    ...summaryOf(row),
    searchTerms,
    sealed: row.sealed,
    keyId: row.key_id,
    grant: fromGrantRow(row, row.id),
  })
}

/** What is shown of a connection: a column more is a text made for each of its rows, though nobody reads it. */
export const summaryColumns = Object.freeze([
  'tenant',
  'id',
  'definition',
  'definition_version',
  'name',
  'auth_type',
  'status',
  'field_values',
  'secret_fields',
  'last_test',
  'revision',
  'created_at',
  'updated_at',
  'removed_at',
] as const satisfies readonly (keyof ConnectionRow)[])

export type SummaryRow = Pick<ConnectionRow, (typeof summaryColumns)[number]>

export function fromSummaryRow(row: SummaryRow): ConnectionSummary {
  return Object.freeze(summaryOf(row))
}

function summaryOf(row: SummaryRow): ConnectionSummary {
  const what = `connection ${row.id}`
  return {
    tenant: row.tenant,
    id: row.id,
    definition: row.definition,
    definitionVersion: row.definition_version,
    name: row.name,
    authType: row.auth_type,
    status: row.status as ConnectionStatus,
    values: parseStored<ConnectionRecord['values']>(row.field_values, what),
    secretFields: parseStored<ConnectionRecord['secretFields']>(row.secret_fields, what),
    lastTest: row.last_test === null ? null : parseStored<TestResult>(row.last_test, what),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    removedAt: row.removed_at,
  }
}
