import { type Adapter, activeNotices, baseUrlOf, type ConnectionSummary } from '@connform/core'
import type { Connection } from './connections.ts'

/** A stored row as it may be shown; the sealed token stays behind. */
export function connectionView(record: ConnectionSummary, adapter: Adapter | undefined, now: Date): Connection {
  const secrets: Record<string, Connection['secrets'][string]> = {}
  for (const key of Object.keys(record.secretFields)) {
    secrets[key] = { set: true, updatedAt: record.secretFields[key] ?? '' }
  }
  const view: Connection = {
    id: record.id,
    definition: record.definition,
    definitionVersion: record.definitionVersion,
    name: record.name,
    authType: record.authType,
    status: record.status,
    values: record.values,
    secrets,
    derived: adapter === undefined ? {} : { baseUrl: baseUrlOf(adapter, record.values) },
    notices: adapter === undefined ? [] : activeNotices(adapter.definition, record.authType, now),
    lastTest: record.lastTest,
    revision: record.revision,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  }
  return record.removedAt === null ? view : { ...view, removedAt: record.removedAt }
}
