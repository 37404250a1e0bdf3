import { adapterIds, loadAdapter } from '@connform/adapters/load'
import type { Adapter } from '@connform/core'
import { useQuery } from '@tanstack/react-query'

/** Whether there is code that reads pasted texts of a provider; a definition of one's own goes without. */
export const hasAdapter = (id: string): boolean => adapterIds.includes(id)

/** That code; undefined until it is loaded, and where there is none. */
export function useAdapter(id: string): Adapter | undefined {
  const { data } = useQuery({
    queryKey: ['adapter', id],
    queryFn: async () => (await loadAdapter(id)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  return data ?? undefined
}
