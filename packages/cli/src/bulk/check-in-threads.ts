import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LineChunk } from '../input/line-chunks.ts'
import type { CheckedChunk } from './check-chunk.ts'
import type { SpareBuffers } from './spare-buffers.ts'
import { WorkerEndedError } from './worker-ended.ts'
import { bufferOf, type WorkerAnswer, type WorkerQuestion, type WorkerTask } from './worker-messages.ts'

export interface ThreadPool {
  /** Rejects with {@link WorkerEndedError}. Takes the chunk's memory with it. */
  check(chunk: LineChunk): Promise<CheckedChunk>
  /** Ends the threads, whatever they do. */
  close(): Promise<void>
}

// Beside this file, in the sources and in the build.
const WORKER = new URL(`./validate-worker${extname(import.meta.url)}`, import.meta.url)

export interface ThreadOptions {
  readonly task: WorkerTask
  readonly spares: SpareBuffers
  /** What the threads run. */
  readonly file?: URL
}

/** Objects live for a line: room for more of them would only be memory that no cache holds. */
const YOUNG_MEGABYTES = 12

/** Starts so many threads that check chunks of lines; each chunk goes to the one with the least to do. */
export function checkInThreads(count: number, options: ThreadOptions): ThreadPool {
  const threads = Array.from({ length: count }, () => startThread(options))
  return Object.freeze<ThreadPool>({
    check: (chunk) =>
      threads.reduce((best, thread) => (thread.waiting() < best.waiting() ? thread : best)).check(chunk),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  })
}

interface Thread {
  check(chunk: LineChunk): Promise<CheckedChunk>
  /** Chunks it has not answered yet. */
  waiting(): number
  close(): Promise<void>
}

function startThread({ task, spares, file = WORKER }: ThreadOptions): Thread {
  const worker = new Worker(file, { workerData: task, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } })
  // A thread answers in the order it is asked.
  const asked: PromiseWithResolvers<CheckedChunk>[] = []
  let ended: WorkerEndedError | undefined
  const end = (reason: string): void => {
    ended ??= new WorkerEndedError(reason)
    for (const answer of asked.splice(0)) answer.reject(ended)
  }
  worker.on('message', ({ checked, spare }: WorkerAnswer) => {
    if (spare !== undefined) spares.give(spare)
    asked.shift()?.resolve({ ...checked, bytes: bufferOf(checked.bytes) })
  })
  worker.on('messageerror', () => end('unreadable message'))
  worker.on('error', (error: unknown) => end(reasonOf(error)))
  worker.on('exit', (code) => end(`exit code ${code}`))
  return {
    check: (chunk) => {
      const answer = Promise.withResolvers<CheckedChunk>()
      if (ended !== undefined) answer.reject(ended)
      else {
        const room = spares.take(chunk.bytes?.length ?? 0)
        const memory = chunk.bytes === undefined ? [room.buffer] : [chunk.bytes.buffer, room.buffer]
        worker.postMessage({ chunk, room } satisfies WorkerQuestion, memory)
        asked.push(answer)
      }
      return answer.promise
    },
    waiting: () => asked.length,
    close: async () => {
      await worker.terminate()
    },
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason'
  return 'code' in error ? String(error.code) : error.name
}
