import { failureStatuses } from '../../../packages/server/src/problems/failure-statuses.ts'
import { problemKinds } from '../../../packages/server/src/problems/http-problem.ts'
import type { ProblemCode } from './http-page.ts'

/** Every code that a problem of the HTTP API can have, from the tables that the server answers by. */
export const problemCodes: readonly ProblemCode[] = Object.freeze(
  [problemKinds, failureStatuses].flatMap((table) =>
    Object.entries(table).map(([code, { status, title }]) => ({ code, status, title })),
  ),
)
