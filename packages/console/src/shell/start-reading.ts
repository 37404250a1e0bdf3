import type { QueryClient } from '@tanstack/react-query'
import type { ApiClient } from '../api/api-client.ts'
import { connectionListQuery } from '../api/connections.ts'
import { definitionsQuery } from '../api/definitions.ts'
import { sessionQuery } from '../api/session.ts'
import { listQuery, readListState } from '../connections/list-state.ts'

/** Asks for what the first page needs while the page itself is still being built. */
export function startReading(api: ApiClient, client: QueryClient): void {
  void client.prefetchQuery(sessionQuery(api))
  if (location.pathname !== '/' && !location.pathname.startsWith('/connections/')) return
  const state = readListState(new URLSearchParams(location.search))
  void client.prefetchInfiniteQuery(connectionListQuery(api, listQuery(state)))
  void client.prefetchQuery(definitionsQuery(api))
}
