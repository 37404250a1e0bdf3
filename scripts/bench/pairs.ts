import { progressBar } from 'connform-seed/progress-bar'
import { median } from './paired.ts'
import { formatRatio, formatTime, type Table } from './report.ts'

/** Calls whose 50th and 99th percentile are taken together. */
export const BLOCK = 400

/** The same work twice: at its barest, and through connform. */
export interface Pair {
  readonly name: string
  readonly bare: (round: number) => unknown
  readonly ours: (round: number) => unknown
}

export interface MeasuredPair {
  readonly name: string
  readonly bare: Times
  readonly ours: Times
}

/** Nanoseconds. */
export interface Times {
  readonly p50: number
  readonly p99: number
}

export interface PairsOptions {
  readonly rounds: number
  /** Rounds before those that count. */
  readonly warmUp: number
}

/**
 * Times a pair call by call: in every round each of the two once, either of them first, so that what slows the machine
 * for a while slows both. By chance rather than in turns: what comes at every so many calls would meet only one of them.
 */
export async function measurePair({ name, bare, ours }: Pair, options: PairsOptions): Promise<MeasuredPair> {
  const { rounds, warmUp } = options
  const bar = progressBar(name, warmUp + rounds)
  const times = { bare: [] as number[], ours: [] as number[] }
  const time = async (who: 'bare' | 'ours', round: number) => {
    const work = who === 'bare' ? bare : ours
    const startedAt = process.hrtime.bigint()
    await work(round)
    const took = Number(process.hrtime.bigint() - startedAt)
    if (round >= warmUp) times[who].push(took)
  }
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const order = Math.random() < 0.5 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)
    for (const who of order) await time(who, round)
    bar.update(round + 1)
  }
  bar.stop()
  return { name, bare: timesOf(times.bare), ours: timesOf(times.ours) }
}

export interface PairAim {
  readonly at: keyof Times
  readonly most: number
}

/** One row per pair; the aim is for the worst of them. */
export function pairsTable(
  title: string,
  pairs: readonly MeasuredPair[],
  { at, most, notes }: PairAim & { readonly notes: readonly string[] },
): Table {
  const ratio = ({ bare, ours }: MeasuredPair, of: keyof Times): number => ours[of] / bare[of]
  const worst = pairs.reduce((some, other) => (ratio(other, at) > ratio(some, at) ? other : some))
  const where = pairs.length === 1 ? '' : ` (${worst.name})`
  return {
    title,
    head: ['', 'bare p50', 'connform p50', 'ratio', 'bare p99', 'connform p99', 'ratio'],
    rows: pairs.map((pair) => [
      pair.name,
      ...(['p50', 'p99'] as const).flatMap((of) => [
        formatTime(pair.bare[of]),
        formatTime(pair.ours[of]),
        formatRatio(ratio(pair, of)),
      ]),
    ]),
    verdicts: [
      {
        reached: ratio(worst, at) <= most,
        text: `at most ${ratio(worst, at).toFixed(2)} times the bare one at ${at}${where} (aim: at most ${most})`,
      },
    ],
    notes,
  }
}

/** Medians over the blocks: what stops the machine for a moment is in one of them. */
function timesOf(times: readonly number[]): Times {
  const blocks = Array.from({ length: Math.max(Math.floor(times.length / BLOCK), 1) }, (_, block) =>
    times.slice(block * BLOCK, (block + 1) * BLOCK).sort((left, right) => left - right),
  )
  const at = (share: number): number => median(blocks.map((sorted) => sorted[Math.floor(sorted.length * share)] ?? 0))
  return { p50: at(0.5), p99: at(0.99) }
}
