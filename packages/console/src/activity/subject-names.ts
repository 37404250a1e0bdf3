import { useQueries } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { connectionQuery } from '../api/connections.ts'
import type { AuditRecord } from '../api/types.ts'

const FRESH_MS = 5 * 60 * 1000

/** Names of what the entries are about, by id: as the entries themselves tell them, else as they are now. */
export function useSubjectNames(entries: readonly AuditRecord[]): ReadonlyMap<string, string> {
  const api = useApi()
  const names = new Map<string, string>()
  for (const { subject, before, after } of entries) {
    const name = after?.['name'] ?? before?.['name']
    if (typeof name === 'string' && !names.has(subject.id)) names.set(subject.id, name)
  }
  const unnamed = entries.filter(({ subject }) => subject.kind === 'connection' && !names.has(subject.id))
  const ids = [...new Set(unnamed.map(({ subject }) => subject.id))]
  const found = useQueries({
    queries: ids.map((id) => ({ ...connectionQuery(api, id), staleTime: FRESH_MS, retry: false })),
  })
  for (const [index, { data }] of found.entries()) {
    const id = ids[index]
    if (id !== undefined && data !== undefined) names.set(id, data.name)
  }
  return names
}
