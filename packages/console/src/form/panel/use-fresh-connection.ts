import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../api/api-context.tsx'
import { connectionQuery } from '../../api/connections.ts'

/** A connection as it is now, whatever a list has shown: what is edited has to be the latest. */
export function useFreshConnection(id: string) {
  const api = useApi()
  const { data, error, refetch, isFetchedAfterMount } = useQuery({
    ...connectionQuery(api, id),
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
  })
  return { connection: isFetchedAfterMount ? data : undefined, error, refetch }
}
