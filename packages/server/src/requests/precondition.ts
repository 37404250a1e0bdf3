import { HttpProblem } from '../problems/http-problem.ts'

/**
 * Runs a change that was made to one revision. Where somebody else was first, the answer says how things are now; where
 * no revision was named, the failure stays what it is.
 *
 * @param current reads the thing as it is now
 */
export async function againstRevision<T>(
  revision: number | undefined,
  { run, current }: { readonly run: () => Promise<T>; readonly current: () => Promise<unknown> },
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const isConflict = error instanceof Error && 'code' in error && error.code === 'ERR_STORE_CONFLICT'
    if (!isConflict || revision === undefined) throw error
    throw new HttpProblem('precondition_failed', {
      detail: 'It was changed by somebody else since you read it.',
      hint: 'Look at how it is now, and repeat your change.',
      current: await current(),
    })
  }
}
