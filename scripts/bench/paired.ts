import { Bench } from 'tinybench'

/** Something to time: calls itself over a batch of inputs, so that the clock is read rarely. */
export interface Candidate {
  readonly name: string
  readonly run: () => unknown
}

export interface Measured {
  readonly name: string
  /** Median over the rounds, per operation. */
  readonly nanoseconds: number
  /** Median over the rounds of this one's time divided by the first candidate's time in the same round. */
  readonly ratio: number
}

export interface PairedOptions {
  /** Operations that one `run` makes. */
  readonly batch: number
  readonly rounds?: number
  readonly timeMs?: number
}

/**
 * Times candidates side by side: every round runs each of them once, in an order that turns, and a ratio is taken
 * within its round. What slows the machine for a while slows all of them.
 */
export async function paired(candidates: readonly Candidate[], options: PairedOptions): Promise<Measured[]> {
  const { batch, rounds = 9, timeMs = 60 } = options
  const times = candidates.map((): number[] => [])
  for (const candidate of candidates) for (let warm = 0; warm < 50; warm++) await candidate.run()
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < candidates.length; turn++) {
      const index = (round + turn) % candidates.length
      const candidate = candidates[index]
      if (candidate === undefined) continue
      const bench = new Bench({ time: timeMs, warmup: false })
      bench.add(candidate.name, candidate.run)
      const [task] = await bench.run()
      const latency = task?.result !== undefined && 'latency' in task.result ? task.result.latency : undefined
      if (latency === undefined) throw new Error(`${candidate.name} could not be timed.`)
      times[index]?.push((latency.p50 * 1e6) / batch)
    }
  }
  const base = times[0] ?? []
  return candidates.map(({ name }, index) => {
    const own = times[index] ?? []
    const ratios = own.map((time, round) => time / (base[round] ?? Number.NaN))
    return { name, nanoseconds: median(own), ratio: median(ratios) }
  })
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
