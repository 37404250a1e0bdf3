import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import type { Connection } from '../../api/types.ts'

/** A connection as it is now, whatever a list has shown: what is edited has to be the latest. */
export function useFreshConnection(id: string) {
  const api = useApi()
  const { data, error, refetch, isFetchedAfterMount } = useQuery({
    queryKey: ['connections', 'one', id],
    queryFn: ({ signal }) => api.get<Connection>(`/connections/${encodeURIComponent(id)}`, { signal }),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
  return { connection: isFetchedAfterMount ? data : undefined, error, refetch }
}
