import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useApi } from './api-context.tsx'
import type { SourceOption } from './setup-types.ts'
import { setupPath } from './setups.ts'

/** The server keeps a list as long. */
const FRESH_MS = 30_000

export interface OptionsWanted {
  readonly setup: string
  /** A setting, or a side of a mapping, as in `localeMapping.from`. */
  readonly field: string
  /** What is chosen, saved or not, in the fields it depends on. */
  readonly dependsOn: Readonly<Record<string, unknown>>
  readonly enabled: boolean
  /** Stands for the connections that lists are read from: others have other lists. */
  readonly connections: string
}

/** What can be chosen in a field, read from the connected system; and a way to read it anew. */
export function useSetupOptions({ setup, field, dependsOn, enabled, connections }: OptionsWanted) {
  const api = useApi()
  const client = useQueryClient()
  const settings = Object.keys(dependsOn).length === 0 ? undefined : JSON.stringify(dependsOn)
  const path = `${setupPath(setup)}/options/${encodeURIComponent(field)}`
  const queryKey = ['setups', 'options', setup, field, settings ?? '', connections]
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await api.get<{ options: readonly SourceOption[] }>(path, { query: { settings }, signal })).options,
    enabled,
    staleTime: FRESH_MS,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const [refreshing, setRefreshing] = useState(false)
  const key = JSON.stringify(queryKey)
  /** Resolves with whether it could be read. */
  const refresh = useCallback(async (): Promise<boolean> => {
    setRefreshing(true)
    try {
      await client.fetchQuery({
        queryKey: JSON.parse(key) as string[],
        queryFn: async () =>
          (await api.get<{ options: readonly SourceOption[] }>(path, { query: { settings, refresh: true } })).options,
        staleTime: 0,
        retry: false,
      })
      return true
    } catch {
      // The query holds the failure, and the field shows it.
      return false
    } finally {
      setRefreshing(false)
    }
  }, [api, client, key, path, settings])
  return { options: query.data, error: query.error, loading: enabled && (query.isFetching || refreshing), refresh }
}
