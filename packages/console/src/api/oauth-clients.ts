import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sealPayload } from '../form/save/seal-payload.ts'
import { useApi } from './api-context.tsx'
import type { OAuthClient, OAuthClientAnswer } from './types.ts'

const secrets: ReadonlySet<string> = new Set(['clientSecret'])

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
  /** `name`, `clientId` and `clientSecret`; of a change, only what changes. The secret is sealed before it is sent. */
  readonly input: Readonly<Record<string, unknown>>
}

export function useSaveOAuthClient() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ definition, client, input }: OAuthClientSave) => {
      const place = { definition, ...(client === undefined ? {} : { connection: client.id }) }
      const sealed = await sealPayload(api, input, { ...place, secrets, isSecure: window.isSecureContext })
      const { data } =
        client === undefined
          ? await api.request<OAuthClientAnswer>('/oauth-clients', {
              method: 'POST',
              body: { definition, input: sealed },
            })
          : await api.request<OAuthClientAnswer>(pathOf(client.id), {
              method: 'PATCH',
              body: { patch: sealed },
              revision: client.revision,
            })
      return data
    },
    gcTime: 0,
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
