import type { Problem, StepLine } from './client/types.gen.ts'

/**
 * What was answered, or an end with what the problem says. An answer that comes line by line is one of those an
 * operation is documented with, and only given to who accepts it.
 */
export function answered<Data>({
  data,
  error,
}: {
  readonly data?: Data
  readonly error?: Problem
}): Exclude<Data, StepLine> {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.detail}`)
  return data as Exclude<Data, StepLine>
}
