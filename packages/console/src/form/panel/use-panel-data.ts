import { adapterIds, loadAdapter } from '@connform/adapters/load'
import type { Adapter, Definition } from '@connform/core'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import type { Connection, DefinitionSummary, OAuthClient } from '../../api/types.ts'

export function useDefinitions() {
  const api = useApi()
  return useQuery({
    queryKey: ['definitions'],
    queryFn: async () => (await api.get<{ definitions: readonly DefinitionSummary[] }>('/definitions')).definitions,
  })
}

/** The document that a form is drawn from. */
export function useDefinition(id: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['definition', id],
    queryFn: () => api.get<Definition>(`/definitions/${encodeURIComponent(id ?? '')}`),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** A connection as it was when its panel opened: what somebody else saves meanwhile is told when this one is saved. */
export function useConnection(id: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['connection', id],
    queryFn: () => api.get<Connection>(`/connections/${encodeURIComponent(id)}`),
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
}

export function useOAuthClients(definition: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['oauth-clients', definition],
    queryFn: async () =>
      (await api.get<{ oauthClients: readonly OAuthClient[] }>('/oauth-clients', { query: { definition } }))
        .oauthClients,
  })
}

/** Whether there is code that reads pasted texts of a provider. */
export const hasAdapter = (id: string): boolean => adapterIds.includes(id)

/** The code that reads pasted texts of a provider, where there is some; a definition of one's own goes without. */
export function useAdapter(id: string): Adapter | undefined {
  const { data } = useQuery({
    queryKey: ['adapter', id],
    queryFn: async () => (await loadAdapter(id)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  return data ?? undefined
}
