import type { Fault, FaultOptions } from './fault.ts'

/** Which fault is in force for which store or token. */
export interface FaultBoard {
  /** Replaces what is in force for `target` and the same path; null ends every fault of `target`. */
  set(target: string, fault: Fault | null, options?: FaultOptions): void
  /** The fault for this request, counted as used. The first target that has one wins, a named path before every path. */
  take(targets: readonly string[], path: string): Fault | undefined
}

interface Entry {
  readonly fault: Fault
  readonly path: string | undefined
  timesLeft: number
}

export const faultBoard = (): FaultBoard => {
  const entries = new Map<string, Entry[]>()
  return Object.freeze({
    set: (target: string, fault: Fault | null, options: FaultOptions = {}) => {
      const { path, times = Number.POSITIVE_INFINITY } = options
      const others = (entries.get(target) ?? []).filter((entry) => entry.path !== path)
      entries.set(target, fault === null ? [] : [...others, { fault, path, timesLeft: times }])
    },
    take: (targets: readonly string[], path: string) => {
      for (const target of targets) {
        const inForce = (entries.get(target) ?? []).filter(({ timesLeft }) => timesLeft > 0)
        const entry = inForce.find((one) => one.path === path) ?? inForce.find((one) => one.path === undefined)
        if (!entry) continue
        entry.timesLeft -= 1
        return entry.fault
      }
      return undefined
    },
  })
}
