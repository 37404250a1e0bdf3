import { QueryClient } from '@tanstack/react-query'
import { isProblem, localCodes } from '../api/problem.ts'

const MAX_RETRIES = 2

/** Reads again what could not be reached for as long as it takes; gives up early on what the server refuses. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (count, error) =>
          isProblem(error, localCodes.unreachable) || (isProblem(error) && error.status >= 500 && count < MAX_RETRIES),
        retryDelay: (count) => Math.min(500 * 2 ** count, 4000),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
