import type { ProgressLine, TestResult } from '../api/types.ts'

export interface RunStep {
  readonly id: string
  /** As the server names it, where it does. */
  readonly title?: string
  readonly state: 'begun' | 'done' | 'failed' | 'skipped'
  readonly ms?: number
}

/** One attempt to save or to test, as far as it has come. */
export type Run =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly steps: readonly RunStep[] }
  | { readonly phase: 'cancelled'; readonly steps: readonly RunStep[] }
  /** The test said something. */
  | { readonly phase: 'tested'; readonly steps: readonly RunStep[]; readonly test: TestResult }
  /** Something else kept it from being done. */
  | { readonly phase: 'broken'; readonly steps: readonly RunStep[]; readonly error: unknown }

export const idle: Run = Object.freeze({ phase: 'idle' })

export const stepsOf = (run: Run): readonly RunStep[] => (run.phase === 'idle' ? [] : run.steps)

/** The run after one more line of its answer. */
export function afterLine(run: Run, { step }: ProgressLine): Run {
  if (run.phase !== 'running' || step === undefined) return run
  return { phase: 'running', steps: afterStep(run.steps, step) }
}

/** A step that ends takes the place of the one that began. */
export function afterStep(steps: readonly RunStep[], step: RunStep): readonly RunStep[] {
  const at = steps.findIndex((one) => one.id === step.id)
  return at < 0 ? [...steps, step] : steps.with(at, step)
}
