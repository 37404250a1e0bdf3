import type { Definition } from '@connform/core'
import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiClient } from './api-client.ts'
import { useApi } from './api-context.tsx'
import type { DefinitionSummary } from './types.ts'

const FRESH_MS = 10 * 60 * 1000

/** Every kind of connection that can be made. */
export const definitionsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['definitions'],
    queryFn: async ({ signal }) =>
      (await api.get<{ definitions: readonly DefinitionSummary[] }>('/definitions', { signal })).definitions,
    staleTime: FRESH_MS,
  })

export function useDefinitions(): UseQueryResult<readonly DefinitionSummary[]> {
  return useQuery(definitionsQuery(useApi()))
}

/** One definition as a document: its form, hints, guides and scopes. */
export function useDefinition(id: string | undefined): UseQueryResult<Definition> {
  const api = useApi()
  return useQuery({
    queryKey: ['definitions', id],
    queryFn: ({ signal }) => api.get<Definition>(`/definitions/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    staleTime: FRESH_MS,
  })
}

export interface DefinitionTitles {
  /** The id itself where the definition is not known here. */
  definition(id: string): string
  authType(definition: string, id: string): string
}

/** Names for people of definitions and auth types. */
export function useDefinitionTitles(): DefinitionTitles {
  const { data } = useDefinitions()
  return useMemo(() => {
    const byId = new Map(data?.map((one) => [one.id, one]))
    return {
      definition: (id) => byId.get(id)?.title ?? id,
      authType: (definition, id) => byId.get(definition)?.authTypes.find((one) => one.id === id)?.title ?? id,
    }
  }, [data])
}
