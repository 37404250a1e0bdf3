import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Query } from './address.ts'
import type { ApiClient } from './api-client.ts'
import { useApi } from './api-context.tsx'
import type { ResetKind, Setup, SetupAnswer, SetupDocument, SetupStatus, SlotForm } from './setup-types.ts'

const FRESH_MS = 10 * 60 * 1000

/** Every document that can be started. */
export function useSetupDocuments() {
  const api = useApi()
  return useQuery({
    queryKey: ['setups', 'documents'],
    queryFn: async ({ signal }) =>
      (await api.get<{ documents: readonly SetupDocument[] }>('/setups/documents', { signal })).documents,
    staleTime: FRESH_MS,
  })
}

export function useSetupDocument(id: string | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['setups', 'documents', id],
    queryFn: ({ signal }) => api.get<SetupDocument>(`/setups/documents/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: id !== undefined,
    staleTime: FRESH_MS,
  })
}

/** Started ones that a question asks for; what was shown stays until the answer is there. */
export function useSetups(query: Query) {
  const api = useApi()
  return useQuery({
    queryKey: ['setups', 'list', query],
    queryFn: async ({ signal }) => (await api.get<{ setups: readonly Setup[] }>('/setups', { query, signal })).setups,
    placeholderData: keepPreviousData,
  })
}

export const setupQuery = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: ['setups', 'one', id],
    queryFn: ({ signal }) => api.get<SetupStatus>(setupPath(id), { signal }),
  })

export function useSetup(id: string) {
  return useQuery(setupQuery(useApi(), id))
}

/** Read anew each time a form opens: an edit must begin with what is saved. */
export function useSlotForm(id: string, slot: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['setups', 'slot', id, slot],
    queryFn: ({ signal }) => api.get<SlotForm>(slotPath(id, slot), { signal }),
    staleTime: 0,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  })
}

export function useStartSetup() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (document: string) =>
      (await api.request<SetupAnswer>('/setups', { method: 'POST', body: { document } })).data.setup,
    onSuccess: () => void refreshSetups(client),
  })
}

export interface SettingsPatch {
  readonly settings: Readonly<Record<string, unknown>>
  readonly section: string
  readonly confirm?: readonly string[]
  readonly revision: number
}

export function useSaveSettings(id: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ revision, ...body }: SettingsPatch) =>
      (await api.request<SetupAnswer>(`${setupPath(id)}/settings`, { method: 'PATCH', body, revision })).data,
    onSuccess: (answer) => showSetup(client, answer.setup),
    onSettled: () => void refreshSetups(client, id),
  })
}

export function useMarkUsed(id: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async () => (await api.request<Setup>(`${setupPath(id)}/use`, { method: 'POST', body: {} })).data,
    // Not waited for: what asked may be gone from the page once it is read.
    onSuccess: (setup) => {
      showSetup(client, setup)
      void refreshSetups(client, id)
    },
  })
}

export function useResetSetup(id: string) {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (kind: ResetKind) =>
      (await api.request<Setup>(`${setupPath(id)}/reset`, { method: 'POST', body: { kind } })).data,
    // Not waited for: what asked may be gone from the page once it is read.
    onSuccess: (setup) => {
      showSetup(client, setup)
      void refreshSetups(client, id)
    },
  })
}

export function useRemoveSetup() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, keepConnections }: { readonly id: string; readonly keepConnections: boolean }) => {
      await api.request(setupPath(id), { method: 'DELETE', query: keepConnections ? { keepConnections: true } : {} })
    },
    onSuccess: (_answer, { id }) => {
      // The page that shows it would ask for it again; it is left first.
      client.removeQueries({ queryKey: ['setups', 'one', id], type: 'inactive' })
      void refreshSetups(client)
    },
  })
}

/** Puts a setup as it is now into its page, until the rest is read again. */
export function showSetup(client: QueryClient, setup: Setup): void {
  client.setQueryData<SetupStatus>(['setups', 'one', setup.id], (so) => (so === undefined ? so : { ...so, setup }))
}

/** Reads again what a change may have changed: the setup, the lists, the connections it made, and the activity. */
export async function refreshSetups(client: QueryClient, id?: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['audit'] })
  void client.invalidateQueries({ queryKey: ['connections'] })
  void client.invalidateQueries({ queryKey: ['setups', 'list'] })
  if (id !== undefined) await client.invalidateQueries({ queryKey: ['setups', 'one', id] })
}

export const setupPath = (id: string): string => `/setups/${encodeURIComponent(id)}`

export const slotPath = (id: string, slot: string): string => `${setupPath(id)}/slots/${encodeURIComponent(slot)}`
