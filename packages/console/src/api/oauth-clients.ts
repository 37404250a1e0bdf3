import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from './api-context.tsx'
import type { OAuthClient, OAuthClientAnswer } from './types.ts'

/** By name; those of one definition where one is named. */
export function useOAuthClients(definition?: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['oauth-clients', definition ?? '*'],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ oauthClients: readonly OAuthClient[] }>('/oauth-clients', {
          query: { definition },
          signal,
        })
      ).oauthClients,
  })
}

export interface OAuthClientSave {
  readonly definition: string
  /** The one to change; where it is absent, another is made. */
  readonly client?: OAuthClient
  /** `name`, `clientId` and `clientSecret`; of a change, only what changes. The secret is text or `{ sealed }`. */
  readonly input: Readonly<Record<string, unknown>>
}

export function useSaveOAuthClient() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ definition, client, input }: OAuthClientSave) =>
      client === undefined
        ? (await api.request<OAuthClientAnswer>('/oauth-clients', { method: 'POST', body: { definition, input } })).data
        : (
            await api.request<OAuthClientAnswer>(pathOf(client.id), {
              method: 'PATCH',
              body: { patch: input },
              revision: client.revision,
            })
          ).data,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['oauth-clients'] }),
  })
}

export function useRemoveOAuthClient() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => api.request(pathOf(id), { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['oauth-clients'] }),
  })
}

const pathOf = (id: string): string => `/oauth-clients/${encodeURIComponent(id)}`
