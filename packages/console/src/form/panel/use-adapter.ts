import { adapterIds, loadAdapter } from '@connform/adapters/load'
import type { Adapter } from '@connform/core'
import { useQuery } from '@tanstack/react-query'

/** Whether there is code that reads pasted texts of a provider; a definition of one's own goes without. */
export const hasAdapter = (id: string): boolean => adapterIds.includes(id)

export interface LoadedAdapter {
  /** Undefined until it is loaded, and where there is none. */
  readonly adapter: Adapter | undefined
  /** It could not be loaded. Browsers remember that of a script until the page is loaded again. */
  readonly hasFailed: boolean
}

/** The code that reads pasted texts of a provider. */
export function useAdapter(id: string): LoadedAdapter {
  const { data, isError } = useQuery({
    queryKey: ['adapter', id],
    queryFn: async () => (await loadAdapter(id)) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  })
  return { adapter: data ?? undefined, hasFailed: isError }
}
