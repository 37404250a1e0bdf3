import { isatty } from 'node:tty'
import { amount, clockTime, rate, type Unit } from './amount.ts'

export interface ProgressOptions {
  /** What is being done, as in `Checking`. */
  readonly title: string
  /** What `done` counts. */
  readonly unit: Unit
  /** Where the end is known: a bar, a share and the time left are shown. */
  readonly total?: number
}

export interface ProgressBar {
  /** So much is done by now; `counts` are other things that grow with it, by their name in the plural. */
  update(done: number, counts?: Readonly<Record<string, number>>): void
  /** Takes the bar off the screen. To be called before anything else is said, and at the end in any case. */
  stop(): void
}

const STDERR = 2
/** What is done sooner needs no bar. */
const SHOWN_AFTER_MS = 2_000
/** Rates are taken over the last few seconds. */
const SAMPLE_MS = 250
const KEPT_SAMPLES = 20
const LEAST_BAR = 8
const MOST_BAR = 30

/** Shows on stderr how far a long work is; where that is no terminal, nothing. */
export async function progressBar(options: ProgressOptions): Promise<ProgressBar> {
  if (!isatty(STDERR)) return noBar
  // It is CommonJS: in the bundle it has no other names.
  const { default: library } = await import('cli-progress')
  let now: Sample = { at: performance.now(), done: 0, counts: {} }
  const samples = [now]
  const bar = new library.SingleBar({
    stream: process.stderr,
    fps: 4,
    clearOnComplete: true,
    // Wrapping is left as it is: a process that is killed cannot switch it on again.
    linewrap: true,
    // Judged by the time it is, so that what has come to a halt shows that too.
    format: (_, { maxWidth: columns }) =>
      describe(options, { from: samples[0] ?? now, to: { ...now, at: performance.now() }, columns }),
  })
  const timer = setTimeout(() => bar.start(options.total ?? 0, now.done), SHOWN_AFTER_MS)
  return {
    update: (done, counts = {}) => {
      now = { at: performance.now(), done, counts }
      if (now.at - (samples.at(-1)?.at ?? 0) >= SAMPLE_MS) samples.push(now)
      if (samples.length > KEPT_SAMPLES) samples.shift()
      bar.update(done)
    },
    stop: () => {
      clearTimeout(timer)
      bar.stop()
    },
  }
}

const noBar: ProgressBar = Object.freeze({ update: () => undefined, stop: () => undefined })

/** How far it was at a moment. */
interface Sample {
  readonly at: number
  readonly done: number
  readonly counts: Readonly<Record<string, number>>
}

interface Stretch {
  readonly from: Sample
  readonly to: Sample
  readonly columns: number
}

/** One line, cut at the edge of the screen. */
function describe({ title, unit, total }: ProgressOptions, { from, to, columns }: Stretch): string {
  const seconds = (to.at - from.at) / 1000
  const rates = Object.entries(to.counts).map(([name, count]) => rate(count - (from.counts[name] ?? 0), seconds, name))
  rates.push(rate(to.done - from.done, seconds, unit))
  if (total === undefined) {
    const amounts = Object.entries(to.counts).map(([name, count]) => amount(count, name))
    return [title, ...amounts, amount(to.done, unit), ...rates].join('  ').slice(0, columns - 1)
  }
  const share = total === 0 ? 1 : Math.min(to.done / total, 1)
  const left = ((total - to.done) * seconds) / (to.done - from.done)
  const words = [`${Math.floor(share * 100)} %`.padStart(5), ...rates]
  if (Number.isFinite(left) && left >= 0) words.push(`${clockTime(left)} left`)
  const text = words.join('  ')
  const room = Math.min(columns - title.length - text.length - 5, MOST_BAR)
  const bar = room < LEAST_BAR ? [] : ['█'.repeat(Math.round(share * room)).padEnd(room, '░')]
  return [title, ...bar, text].join('  ').slice(0, columns - 1)
}
