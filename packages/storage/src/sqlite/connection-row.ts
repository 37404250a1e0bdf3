import { type ConnectionRecord, type ConnectionStatus, ConnformError, type TestResult } from '@connform/core'
import type { ConnectionRow } from './tables.ts'

export function toRow(record: ConnectionRecord): ConnectionRow {
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
    secret_fields: JSON.stringify(record.secretFields),
    sealed: record.sealed,
    key_id: record.keyId,
    last_test: record.lastTest === null ? null : JSON.stringify(record.lastTest),
    revision: record.revision,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
  }
}

export function fromRow(row: ConnectionRow): ConnectionRecord {
  return Object.freeze({
    tenant: row.tenant,
    id: row.id,
    definition: row.definition,
    definitionVersion: row.definition_version,
    name: row.name,
    authType: row.auth_type,
    status: row.status as ConnectionStatus,
    values: parse<ConnectionRecord['values']>(row, row.field_values),
    secretFields: parse<ConnectionRecord['secretFields']>(row, row.secret_fields),
    sealed: row.sealed,
    keyId: row.key_id,
    lastTest: row.last_test === null ? null : parse<TestResult>(row, row.last_test),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  })
}

/** A name without the difference of upper and lower case, in any script; SQLite itself knows that of ASCII alone. */
export function foldName(name: string): string {
  return name.normalize('NFC').toUpperCase()
}

/** What {@link toRow} wrote, so of the type it was then. */
function parse<T>(row: ConnectionRow, json: string): T {
  try {
    return JSON.parse(json)
  } catch {
    throw new ConnformError('ERR_STORE', `The stored connection ${row.id} is damaged.`)
  }
}
