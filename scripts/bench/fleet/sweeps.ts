import { type ChildProcess, fork } from 'node:child_process'
import { createSecretKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openConnform } from 'connform'
import { progressBar } from 'connform-seed/progress-bar'
import { median } from '../paired.ts'
import { formatCount, type Section } from '../report.ts'
import { secondCoreAdds, secondCoreNote } from '../second-core.ts'
import { openBare } from './bare.ts'
import { fillBare } from './bare-sweep.ts'
import type { Fleet } from './fleet.ts'
import type { KeyText, SweepTask } from './sweep-process.ts'

const ROUNDS = 3
const program = fileURLToPath(new URL('./sweep-process.ts', import.meta.url))

const BARE = 'bare loop'
const ONE = 'connform, 1 worker'
const TWO = 'connform, 2 workers'

/** Sweeps after a rotation beside a bare loop over a table like the store's, in turns. */
export async function sweepSection(fleet: Fleet): Promise<Section> {
  const { url, keyFile, count } = fleet
  const bareUrl = await fleet.empty()
  let key = drawKey(0)
  await withBare(bareUrl, (bare) => fillBare(bare, count, { id: key.id, key: createSecretKey(key.bytes, 'base64') }))

  const bareSweep = async (): Promise<number> => {
    const next = drawKey(Number(key.id) + 1)
    const took = await timeSweep([{ kind: 'bare', url: bareUrl, keys: [key, next] }])
    key = next
    return took
  }
  const ourSweep = async (workers: number): Promise<number> => {
    const connform = await openConnform({ database: url, keys: { file: keyFile } })
    // Stopped at once: what is left of it is the measurement.
    await connform.keys.rotate({ batchSize: 1, signal: AbortSignal.abort() })
    await connform.close()
    const shares = Array.from({ length: workers }, (_, index) => ({ index, of: workers }))
    return timeSweep(shares.map((share) => ({ kind: 'connform', url, keyFile, share })))
  }
  const candidates = [
    { name: BARE, run: bareSweep },
    { name: ONE, run: () => ourSweep(1) },
    { name: TWO, run: () => ourSweep(2) },
  ]
  const times = candidates.map((): number[] => [])
  const before = await secondCoreAdds()
  const bar = progressBar('Sweeping', ROUNDS * candidates.length)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < candidates.length; turn += 1) {
      const index = (round + turn) % candidates.length
      await tidyUp(url, bareUrl)
      times[index]?.push((await candidates[index]?.run()) ?? Number.NaN)
      bar.update(round * candidates.length + turn + 1)
    }
  }
  bar.stop()
  const after = await secondCoreAdds()
  const base = times[0] ?? []
  const rows = candidates.map(({ name }, index) => {
    const own = times[index] ?? []
    return {
      name,
      nanoseconds: median(own),
      ratio: median(own.map((time, round) => time / (base[round] ?? Number.NaN))),
    }
  })
  return {
    title: `Sweeping sealed texts: ${fleet.release}, ${formatCount(count)} connections`,
    rows,
    rate: 'texts',
    notes: [
      "The bare loop reads a thousand rows, opens and seals them with AES-256-GCM, and writes them in one transaction, each only where it stands as it was read; its table has the columns, the key, the index and the reference to data keys of the store's.",
      `Each sweep runs in processes of its own, ${ROUNDS} times in turns; the middle one counts. What the one before left is cleared away in between.`,
      secondCoreNote(before, after),
      fleet.setUp,
    ],
    aims: [
      { name: ONE, than: BARE, least: 0.7 },
      { name: TWO, than: ONE, least: 1.5 },
    ],
  }
}

const drawKey = (number: number): KeyText => ({ id: String(number), bytes: randomBytes(32).toString('base64') })

async function withBare<T>(url: string, use: (bare: Awaited<ReturnType<typeof openBare>>) => Promise<T>): Promise<T> {
  const bare = await openBare(url)
  try {
    return await use(bare)
  } finally {
    await bare.close()
  }
}

const tidy = Object.freeze({ sqlite: ['pragma wal_checkpoint(truncate)'], postgres: ['vacuum analyze', 'checkpoint'] })

/** So that none of them finds what the one before has left. */
async function tidyUp(...urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await withBare(url, async (bare) => {
      for (const statement of tidy[bare.kind]) await bare.all(statement)
    })
  }
}

/** Nanoseconds per row, from the start of all to the end of the last. */
async function timeSweep(tasks: readonly SweepTask[]): Promise<number> {
  const workers = await Promise.all(tasks.map(startWorker))
  const startedAt = process.hrtime.bigint()
  const counts = await Promise.all(
    workers.map(async (worker) => {
      const answer = nextMessage(worker)
      worker.send('go')
      return Number(await answer)
    }),
  )
  const took = Number(process.hrtime.bigint() - startedAt)
  await Promise.all(workers.map((worker) => worker.exitCode ?? once(worker, 'exit')))
  return took / counts.reduce((sum, count) => sum + count, 0)
}

async function startWorker(task: SweepTask): Promise<ChildProcess> {
  const worker = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ready = nextMessage(worker)
  worker.send(task)
  await ready
  return worker
}

/** Fails where the process ends instead. */
function nextMessage(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process that sweeps ended with ${code}.`))
    worker.once('exit', ended)
    worker.once('message', (message) => {
      worker.removeListener('exit', ended)
      resolve(message)
    })
  })
}
