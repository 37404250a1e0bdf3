import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Query } from './address.ts'
import type { ApiClient } from './api-client.ts'
import { useApi } from './api-context.tsx'
import { LIST_PATH, listPage } from './list-page.ts'
import type { Connection, ConnectionPage, RemoveAnswer, TestResult } from './types.ts'

/** A list of more pages is not read anew as a whole when somebody comes back to it. */
const MAX_REFRESHED_PAGES = 3

type Pages = InfiniteData<ConnectionPage, string | undefined>

/** The connections that a question asks for, page after page. */
export function useConnectionList(query: Query) {
  return useInfiniteQuery(connectionListQuery(useApi(), query))
}

export const connectionListQuery = (api: ApiClient, query: Query) =>
  infiniteQueryOptions({
    queryKey: ['connections', 'list', query],
    queryFn: ({ pageParam: cursor, signal }) =>
      api.get<ConnectionPage>(LIST_PATH, { query: listPage(query, cursor), signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: ConnectionPage) => next,
    refetchOnWindowFocus: ({ state }) => isShort(state.data),
    refetchOnReconnect: ({ state }) => isShort(state.data),
    refetchOnMount: ({ state }) => isShort(state.data),
  })

const isShort = (data: Pages | undefined): boolean => (data?.pages.length ?? 0) <= MAX_REFRESHED_PAGES

export const connectionQuery = (api: ApiClient, id: string) =>
  queryOptions({
    queryKey: ['connections', 'one', id],
    queryFn: ({ signal }) => api.get<Connection>(pathOf(id), { signal }),
  })

export function useConnection(id: string) {
  return useQuery(connectionQuery(useApi(), id))
}

/** One real request with the connection. Resolves with the result, good or bad. */
export function useTestConnection() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) =>
      (await api.request<TestResult>(`${pathOf(id)}/test`, { method: 'POST', body: {} })).data,
    onSuccess: (_result, id) => readAgain(api, client, id),
  })
}

export function useSetStatus() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, status }: { readonly id: string; readonly status: 'active' | 'inactive' }) =>
      (await api.request<Connection>(`${pathOf(id)}/status`, { method: 'PUT', body: { status } })).data,
    onSuccess: (_answer, { id }) => readAgain(api, client, id),
  })
}

/** Takes a connection out of use; it can be restored. */
export function useRemoveConnection() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => (await api.request<RemoveAnswer>(pathOf(id), { method: 'DELETE' })).data,
    onSuccess: (_answer, id) => {
      dropConnection(client, id)
      return client.invalidateQueries({ queryKey: ['audit'] })
    },
  })
}

export function useRestoreConnection() {
  const api = useApi()
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => (await api.request<Connection>(`${pathOf(id)}/restore`, { method: 'POST' })).data,
    onSuccess: (_answer, id) => {
      dropConnection(client, id)
      return refreshConnections(client)
    },
  })
}

/** Reads one connection again and shows it wherever it is shown. */
export async function readAgain(api: ApiClient, client: QueryClient, id: string): Promise<void> {
  void client.invalidateQueries({ queryKey: ['audit'] })
  showConnection(client, await api.get<Connection>(pathOf(id)))
}

/** Puts a connection as it is now into every list and page that shows it. */
export function showConnection(client: QueryClient, connection: Connection): void {
  client.setQueryData(['connections', 'one', connection.id], connection)
  editLists(client, (rows) => rows.map((row) => (row.id === connection.id ? connection : row)))
}

/** Reads the lists again from their beginning, after something was added. */
export async function refreshConnections(client: QueryClient): Promise<void> {
  client.setQueriesData<Pages>({ queryKey: ['connections', 'list'] }, (data) =>
    data === undefined || isShort(data)
      ? data
      : { pages: data.pages.slice(0, MAX_REFRESHED_PAGES), pageParams: data.pageParams.slice(0, MAX_REFRESHED_PAGES) },
  )
  await client.invalidateQueries({ queryKey: ['connections', 'list'] })
}

function dropConnection(client: QueryClient, id: string): void {
  client.removeQueries({ queryKey: ['connections', 'one', id] })
  editLists(client, (rows) => rows.filter((row) => row.id !== id))
}

function editLists(client: QueryClient, edit: (rows: readonly Connection[]) => readonly Connection[]): void {
  client.setQueriesData<Pages>({ queryKey: ['connections', 'list'] }, (data) =>
    data === undefined
      ? data
      : { ...data, pages: data.pages.map((page) => ({ ...page, connections: edit(page.connections) })) },
  )
}

const pathOf = (id: string): string => `/connections/${encodeURIComponent(id)}`
