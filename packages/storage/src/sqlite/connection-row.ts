import type { ConnectionRecord, ConnectionStatus, TestResult } from '@connform/core'
import { fromGrantRow } from './grant-row.ts'
import { parseStored } from './parse-stored.ts'
import type { ConnectionRow, GrantRow } from './tables.ts'

/** Everything but the grant, which an edit leaves alone. */
export function toRow(record: ConnectionRecord): ConnectionRow {
  const { oauthClient } = record.values
  return {
    tenant: record.tenant,
    id: record.id,
    definition: record.definition,
    definition_version: record.definitionVersion,
    name: record.name,
    name_folded: foldName(record.name),
    auth_type: record.authType,
    status: record.status,
    field_values: JSON.stringify(record.values),
    oauth_client: typeof oauthClient === 'string' ? oauthClient : null,
    secret_fields: JSON.stringify(record.secretFields),
    sealed: record.sealed,
    key_id: record.keyId,
    last_test: record.lastTest === null ? null : JSON.stringify(record.lastTest),
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  }
}

export function fromRow(row: ConnectionRow & GrantRow): ConnectionRecord {
  const what = `connection ${row.id}`
  return Object.freeze({
    tenant: row.tenant,
    id: row.id,
    definition: row.definition,
    definitionVersion: row.definition_version,
    name: row.name,
    authType: row.auth_type,
    status: row.status as ConnectionStatus,
    values: parseStored<ConnectionRecord['values']>(row.field_values, what),
    secretFields: parseStored<ConnectionRecord['secretFields']>(row.secret_fields, what),
    sealed: row.sealed,
    keyId: row.key_id,
    grant: fromGrantRow(row, row.id),
    lastTest: row.last_test === null ? null : parseStored<TestResult>(row.last_test, what),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })
}

/** A name without the difference of upper and lower case, in any script; SQLite itself knows that of ASCII alone. */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase()
}
