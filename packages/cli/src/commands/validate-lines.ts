import { availableParallelism } from 'node:os'
import { isatty } from 'node:tty'
import type { Adapter } from '@connform/core'
import { checkWith } from '../bulk/check.ts'
import { type CheckedChunk, checkChunk, MAX_LINE_BYTES } from '../bulk/check-chunk.ts'
import { inOrder } from '../bulk/in-order.ts'
import { type SpareBuffers, spareBuffers } from '../bulk/spare-buffers.ts'
import type { CommandContext } from '../command.ts'
import { exitCode } from '../exit-code.ts'
import { type LineChunk, lineChunks } from '../input/line-chunks.ts'
import { openPieces } from '../input/open-pieces.ts'
import { amount, rate } from '../output/amount.ts'
import { progressBar } from '../output/progress-bar.ts'
import { writeBytes } from '../output/write-bytes.ts'

export interface LinesOptions {
  /** Name of a file, or `-` for stdin. */
  readonly file: string
  readonly adapter: Adapter
  /** Threads to check with. Default is what suits the size of the file. */
  readonly jobs: number | undefined
}

/** Lines that are handed on together, at most. */
const MAX_CHUNK_LINES = 4096
/** Bytes of input that are held at a time, unless a single line is longer. */
const MAX_HELD_BYTES = 64 * 1024 * 1024
const STDOUT = 1

/**
 * Checks one input per line; every line in gets one line out, in order, broken ones too. Blank lines are passed over,
 * and counted: `line` is the number an editor shows. Stops between two lines.
 */
export async function validateLines(
  { terminal, signal }: Pick<CommandContext, 'terminal' | 'signal'>,
  { file, adapter, jobs }: LinesOptions,
): Promise<number> {
  const pieces = openPieces(file)
  const { total } = pieces
  const threads = jobs ?? jobsFor(total)
  const spares = spareBuffers()
  const checker = await openChecker(adapter, { threads, spares })
  // Where the results themselves go by, they are what shows that it goes on.
  const bar = isatty(STDOUT)
    ? undefined
    : await progressBar({ title: 'Checking', unit: 'bytes', ...(total === undefined ? {} : { total }) })
  const tally = { lines: 0, bytes: 0, checked: 0, bad: 0 }
  let stopped = false
  const startedAt = performance.now()
  try {
    await inOrder(
      (failed) =>
        lineChunks(pieces.read(AbortSignal.any([signal, failed])), {
          maxLineBytes: MAX_LINE_BYTES,
          maxLines: MAX_CHUNK_LINES,
          room: spares.take,
        }),
      {
        work: checker.check,
        put: async ({ bytes, endLine, endByte, checked, bad }) => {
          await writeBytes(bytes)
          spares.give(bytes)
          tally.lines = endLine
          tally.bytes = endByte
          tally.checked += checked
          tally.bad += bad
          bar?.update(endByte, { lines: endLine })
        },
        weigh: ({ bytes }) => bytes?.length ?? 0,
        // Each thread has one chunk to work on and one that waits; one more is being written.
        mostItems: threads === 0 ? 2 : 2 * threads + 1,
        mostWeight: MAX_HELD_BYTES,
      },
    )
  } catch (error) {
    stopped = signal.aborted && error === signal.reason
    if (!stopped) throw error
  } finally {
    bar?.stop()
    await checker.close()
  }
  terminal.err(describe(tally, { seconds: (performance.now() - startedAt) / 1000, stopped }))
  if (stopped) return exitCode.stopped
  return tally.bad === 0 ? exitCode.done : exitCode.notGood
}

interface Checker {
  check(chunk: LineChunk): CheckedChunk | Promise<CheckedChunk>
  close(): Promise<void>
}

async function openChecker(
  adapter: Adapter,
  { threads, spares }: { threads: number; spares: SpareBuffers },
): Promise<Checker> {
  const now = new Date()
  if (threads > 0) {
    const { checkInThreads } = await import('../bulk/check-in-threads.ts')
    return checkInThreads(threads, { task: { definition: adapter.definition.id, now: now.getTime() }, spares })
  }
  const check = checkWith(adapter, now)
  return {
    check: (chunk) => {
      const checked = checkChunk(chunk, check, spares.take(chunk.bytes?.length ?? 0))
      if (chunk.bytes !== undefined) spares.give(chunk.bytes)
      return checked
    },
    close: async () => undefined,
  }
}

/** To start threads takes as long as one of them needs for some megabytes. */
const WORTH_THREADS_BYTES = 16 * 1024 * 1024
const MOST_BY_DEFAULT = 4

/** None where this thread is soon done by itself, or nobody knows. */
function jobsFor(total: number | undefined): number {
  return total === undefined || total < WORTH_THREADS_BYTES ? 0 : Math.min(availableParallelism(), MOST_BY_DEFAULT)
}

interface Tally {
  readonly lines: number
  readonly bytes: number
  readonly checked: number
  readonly bad: number
}

function describe(
  { lines, bytes, checked, bad }: Tally,
  { seconds, stopped }: { seconds: number; stopped: boolean },
): string {
  const found = bad === 0 ? 'all good' : amount(bad, 'not good')
  const rates = `${rate(lines, seconds, 'lines')}, ${rate(bytes, seconds, 'bytes')}`
  return `${stopped ? `Stopped after line ${lines}: ` : ''}${amount(checked, 'checked')}, ${found} (${rates}).`
}
