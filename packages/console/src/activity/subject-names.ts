import { useQueries } from '@tanstack/react-query'
import { useApi } from '../api/api-context.tsx'
import { connectionQuery } from '../api/connections.ts'
import { setupQuery } from '../api/setups.ts'
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
  const unnamed = (kind: string): string[] => {
    const missing = entries.filter(({ subject }) => subject.kind === kind && !names.has(subject.id))
    return [...new Set(missing.map(({ subject }) => subject.id))]
  }
  const connections = unnamed('connection')
  const setups = unnamed('setup')
  const foundConnections = useQueries({
    queries: connections.map((id) => ({ ...connectionQuery(api, id), staleTime: FRESH_MS, retry: false })),
  })
  const foundSetups = useQueries({
    queries: setups.map((id) => ({ ...setupQuery(api, id), staleTime: FRESH_MS, retry: false })),
  })
  for (const [index, { data }] of foundConnections.entries()) {
    const id = connections[index]
    if (id !== undefined && data !== undefined) names.set(id, data.name)
  }
  for (const [index, { data }] of foundSetups.entries()) {
    const id = setups[index]
    if (id !== undefined && data !== undefined) names.set(id, data.setup.name)
  }
  return names
}
