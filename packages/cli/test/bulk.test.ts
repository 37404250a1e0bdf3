import { loadAdapter } from '@connform/adapters/load'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { checkWith } from '../src/bulk/check.ts'
import { type CheckedChunk, checkChunk } from '../src/bulk/check-chunk.ts'
import { checkInThreads, type ThreadPool } from '../src/bulk/check-in-threads.ts'
import { inOrder } from '../src/bulk/in-order.ts'
import { spareBuffers } from '../src/bulk/spare-buffers.ts'
import { type LineChunk, lineChunks } from '../src/input/line-chunks.ts'
import { CANARY, lineFile } from './support/line-inputs.ts'
import { referenceLines } from './support/reference-lines.ts'

const KIND = 'bigcommerce-rest'
/** The built one: what users run. */
const worker = new URL('../dist/parts/bulk/validate-worker.js', import.meta.url)

function startThreads(count: number, file: URL): { pool: ThreadPool; spares: ReturnType<typeof spareBuffers> } {
  const spares = spareBuffers()
  const pool = checkInThreads(count, { task: { definition: KIND, now: Date.now() }, spares, file })
  onTestFinished(pool.close)
  return { pool, spares }
}

async function* inPieces(input: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < input.length; start += size) yield input.subarray(start, start + size)
}

interface Way {
  readonly work: (chunk: LineChunk) => CheckedChunk | Promise<CheckedChunk>
  readonly room: (bytes: number) => Buffer<ArrayBuffer>
  readonly pieceBytes: number
}

async function outputOf(input: Buffer, { work, room, pieceBytes }: Way): Promise<string> {
  const output: Buffer[] = []
  await inOrder(() => lineChunks(inPieces(input, pieceBytes), { maxLineBytes: 1e6, maxLines: 5, room }), {
    work,
    put: async ({ bytes }) => void output.push(Buffer.from(bytes)),
    weigh: () => 1,
    mostItems: 5,
    mostWeight: 5,
  })
  return Buffer.concat(output).toString()
}

test('what comes out is what one line after the other gives, whatever is in the lines and however they are read', async () => {
  const adapter = await loadAdapter(KIND)
  if (adapter === undefined) throw new Error('The adapter is gone.')
  const check = checkWith(adapter, new Date())
  // With too little room for a single line, and with more than enough.
  const work = (chunk: LineChunk) => checkChunk(chunk, check, Buffer.alloc(chunk.firstLine % 2 === 0 ? 10 : 100_000))
  await fc.assert(
    fc.asyncProperty(lineFile, fc.integer({ min: 1, max: 300 }), async (input, pieceBytes) => {
      const output = await outputOf(input, { work, room: Buffer.alloc, pieceBytes })
      expect(output).toBe(await referenceLines(KIND, input))
      expect(output).not.toContain(CANARY)
    }),
    { numRuns: 500 },
  )
})

test.each([2, 3])('%i threads give the same, byte for byte', async (threads) => {
  const { pool, spares } = startThreads(threads, worker)
  await fc.assert(
    fc.asyncProperty(lineFile, fc.integer({ min: 1, max: 3000 }), async (input, pieceBytes) => {
      const output = await outputOf(input, { work: pool.check, room: spares.take, pieceBytes })
      expect(output).toBe(await referenceLines(KIND, input))
    }),
    { numRuns: 100 },
  )
})

test.each([
  { what: 'throws', source: `throw new RangeError('${CANARY}')`, reason: 'RangeError' },
  { what: 'ends the process', source: 'process.exit(3)', reason: 'exit code 3' },
  {
    what: 'is ended',
    source: "throw Object.assign(new Error(), { code: 'ERR_WORKER_OUT_OF_MEMORY' })",
    reason: 'ERR_WORKER_OUT_OF_MEMORY',
  },
])('a thread that $what rejects what it was given, and what it is given later', async ({ source, reason }) => {
  const code = `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${source} })`
  const { pool, spares } = startThreads(1, new URL(`data:text/javascript,${encodeURIComponent(code)}`))
  const chunk = () => ({ bytes: spares.take(1), firstLine: 1, endByte: 1 })
  const given = [pool.check(chunk()), pool.check(chunk())]
  const results = [...(await Promise.allSettled(given)), ...(await Promise.allSettled([pool.check(chunk())]))]
  for (const result of results) {
    expect(result).toMatchObject({ status: 'rejected', reason: { code: 'ERR_WORKER_ENDED' } })
    expect(String((result as PromiseRejectedResult).reason)).toContain(`(${reason})`)
    expect(JSON.stringify(result)).not.toContain(CANARY)
  }
})

test('a failure to put ends items that would never come', async () => {
  async function* items(failed: AbortSignal): AsyncGenerator<number> {
    yield 1
    await new Promise((_, reject) => failed.addEventListener('abort', () => reject(failed.reason)))
  }
  const put = async () => Promise.reject(new Error('gone'))
  const steps = { work: (item: number) => item, put, weigh: () => 1, mostItems: 9, mostWeight: 9 }
  await expect(inOrder(items, steps)).rejects.toThrow('gone')
})

test('no more is held than may be, and a single item of any weight goes through', async () => {
  let held = 0
  const most: number[] = []
  async function* items(): AsyncGenerator<number> {
    for (const weight of [1, 1, 1, 50, 1, 1, 6, 6, 6]) {
      held += weight
      most.push(held - weight)
      yield weight
    }
  }
  const put = async (weight: number) => {
    await new Promise((resolve) => setImmediate(resolve))
    held -= weight
  }
  await inOrder(items, { work: (weight) => weight, put, weigh: (weight) => weight, mostItems: 3, mostWeight: 10 })
  // What is held when the next one is asked for.
  expect(Math.max(...most)).toBeLessThanOrEqual(10)
  expect(held).toBe(0)
})
