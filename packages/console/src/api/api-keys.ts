import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from './api-context.tsx'
import type { ApiKey, Role } from './types.ts'

export function useApiKeys() {
  const api = useApi()
  return useQuery({
    queryKey: ['api-keys'],
    queryFn: async ({ signal }) => (await api.get<{ apiKeys: readonly ApiKey[] }>('/api-keys', { signal })).apiKeys,
  })
}

export interface NewApiKey {
  readonly name: string
  readonly role: Role
  /** ISO 8601; where it is absent, the key does not end. */
  readonly expiresAt?: string
}

/** The answer holds the key itself, for this once; it is not cached. */
export function useCreateApiKey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (key: NewApiKey) =>
      (await api.request<{ apiKey: ApiKey; secret: string }>('/api-keys', { method: 'POST', body: key })).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
    gcTime: 0,
  })
}

export function useRevokeApiKey() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.request<ApiKey>(`/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api-keys'] }),
  })
}
