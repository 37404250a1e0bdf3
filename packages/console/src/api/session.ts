import { queryOptions } from '@tanstack/react-query'
import type { ApiClient } from './api-client.ts'
import type { Session } from './types.ts'

/** Who is signed in. */
export const sessionQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async () => {
      const session = await api.get<Session>('/session')
      api.actFor({ csrfToken: session.csrfToken })
      return session
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
