import { useInfiniteQuery } from '@tanstack/react-query'
import type { Query } from './address.ts'
import { useApi } from './api-context.tsx'
import type { AuditPage } from './types.ts'

const PAGE_ENTRIES = 50

/** Who did what, newest first, page after page into the past. */
export function useAudit(filter: Query) {
  const api = useApi()
  return useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam: after, signal }) =>
      api.get<AuditPage>('/audit', { query: { ...filter, order: 'desc', limit: PAGE_ENTRIES, after }, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }: AuditPage) => next,
  })
}
