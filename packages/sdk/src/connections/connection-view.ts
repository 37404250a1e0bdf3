import { type Adapter, activeNotices, baseUrlOf, type ConnectionSummary, type Definition } from '@connform/core'
import type { Connection } from './connections.ts'

export type NoticesOf = (definition: Definition, authType: string) => Connection['notices']

/** The notices of a moment; those of one kind of connection are the same for all of a page. */
export function noticesAt(now: Date): NoticesOf {
  const known = new Map<string, Connection['notices']>()
  return (definition, authType) => {
    const kind = `${definition.id}\n${authType}`
    const notices = known.get(kind) ?? activeNotices(definition, authType, now)
    known.set(kind, notices)
    return notices
  }
}

/** A stored row as it may be shown; the sealed token stays behind. */
export function connectionView(
  record: ConnectionSummary,
  adapter: Adapter | undefined,
  noticesOf: NoticesOf,
): Connection {
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
    notices: adapter === undefined ? [] : noticesOf(adapter.definition, record.authType),
    lastTest: record.lastTest,
    revision: record.revision,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
  }
  return record.removedAt === null ? view : { ...view, removedAt: record.removedAt }
}
