import type { ProgressLine, Step, TestResult } from '../api/types.ts'

/** One attempt to save or to test, as far as it has come. */
export type Run =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly steps: readonly Step[] }
  | { readonly phase: 'cancelled'; readonly steps: readonly Step[] }
  /** The test said something. */
  | { readonly phase: 'tested'; readonly steps: readonly Step[]; readonly test: TestResult }
  /** Something else kept it from being done. */
  | { readonly phase: 'broken'; readonly steps: readonly Step[]; readonly error: unknown }

export const idle: Run = Object.freeze({ phase: 'idle' })

export const stepsOf = (run: Run): readonly Step[] => (run.phase === 'idle' ? [] : run.steps)

/** The run after one more line of its answer. */
export function afterLine(run: Run, { step }: ProgressLine): Run {
  if (run.phase !== 'running' || step === undefined) return run
  return { phase: 'running', steps: afterStep(run.steps, step) }
}

/** A step that ends takes the place of the one that began. */
export function afterStep(steps: readonly Step[], step: Step): readonly Step[] {
  const at = steps.findIndex((one) => one.id === step.id)
  return at < 0 ? [...steps, step] : steps.with(at, step)
}
