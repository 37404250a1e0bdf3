import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BATCH, invalidForms, oauthForms, tokenForms } from './inputs.ts'
import { median } from './paired.ts'
import { formatRatio, type Section, sectionTable, type Table } from './report.ts'
import { secondCoreAdds, secondCoreNote } from './second-core.ts'

/** So many that starting a process is no part of what is measured. */
const LINES = 2_000_000
const ROUNDS = 5
/** Of the smaller file whose lines are held against those of a larger one in memory. */
const LINES_IN_MEMORY = 500_000
const TIMES_LARGER = 8

const cli = fileURLToPath(new URL('../../packages/cli/dist/connform.js', import.meta.url))
const baseline = fileURLToPath(new URL('./ndjson-baseline.ts', import.meta.url))
/**
 * Says the greatest size of the process at its end, on the third stream. Linux counts into `maxRSS` what the process
 * was started from, so there it is asked elsewhere.
 */
const sayMemory = `data:text/javascript,${encodeURIComponent(`import { existsSync, readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
const status = '/proc/self/status'
const kibibytes = () => existsSync(status)
  ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))[1]
  : process.resourceUsage().maxRSS
if (isMainThread) process.on('exit', () => writeSync(3, String(kibibytes())))`)}`

interface Way {
  readonly name: string
  readonly words: (file: string) => readonly string[]
  /** With a mistake in some lines, a validator ends with 1. */
  readonly status: number
}

const validate = (jobs: number): Way => ({
  name: `connform validate --ndjson --jobs ${jobs}`,
  words: (file) => [cli, 'validate', 'bigcommerce-rest', file, '--ndjson', '--jobs', String(jobs)],
  status: 1,
})

const VERDICT = 'JSON.parse, ajv, verdict out'
const VALUES = 'JSON.parse, ajv, verdict and values out'

const ways: readonly Way[] = [
  { name: VERDICT, words: (file) => [baseline, file], status: 0 },
  { name: VALUES, words: (file) => [baseline, file, '--values'], status: 0 },
  validate(1),
  validate(2),
]

const OUTPUT =
  'connform writes a line with the verdict, what is wrong, what was cleaned, and the values with their secrets masked: the second loop writes as much, without cleaning and without words.'

/** The greatest size of a process, in bytes, as the middle of a few runs: with the file and with one that is {@link TIMES_LARGER} times as large. */
export interface MemoryRow {
  readonly name: string
  readonly small: number
  readonly large: number
}

/** `validate --ndjson` beside a loop that a user would write, as whole processes, in pairs; times are per line. */
export async function ndjsonTables(): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'connform-bench-'))
  try {
    const file = join(folder, 'forms.ndjson')
    writeForms(file, LINES)
    const before = await secondCoreAdds()
    const times = measureTimes(file)
    const after = await secondCoreAdds()
    rmSync(file)
    const [small, large] = [join(folder, 'small.ndjson'), join(folder, 'large.ndjson')]
    writeForms(small, LINES_IN_MEMORY)
    for (let time = 0; time < TIMES_LARGER; time++) writeForms(large, LINES_IN_MEMORY)
    const memory = ways.map((way) => ({
      name: way.name,
      small: memoryOf(way, small),
      large: memoryOf(way, large),
    }))
    return [sectionTable({ ...times, notes: [OUTPUT, secondCoreNote(before, after)] }), memoryTable(memory)]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Threads take more or less, as they happen to be scheduled. */
const MEMORY_RUNS = 3

const memoryOf = (way: Way, file: string): number =>
  median(Array.from({ length: MEMORY_RUNS }, () => measure(way, file).memory))

/** Memory that grows with the file would be far from the same. */
const MOST_GROWTH = 1.25

function memoryTable(memory: readonly MemoryRow[]): Table {
  const size = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
  const own = memory.filter(({ name }) => name.startsWith('connform'))
  return {
    title: `Most memory, with the file and with ${TIMES_LARGER} times as much`,
    head: ['', 'the file', `${TIMES_LARGER} times as much`, 'growth'],
    rows: memory.map(({ name, small, large }) => [name, size(small), size(large), formatRatio(large / small)]),
    verdicts: own.map(({ name, small, large }) => ({
      reached: large / small <= MOST_GROWTH,
      text: `${name} takes ${(large / small).toFixed(2)} times the memory for ${TIMES_LARGER} times the file (aim: independent of it, at most ${MOST_GROWTH})`,
    })),
  }
}

/** Of eight forms, four are Token and valid, three OAuth and valid, and one lacks its token. */
function writeForms(file: string, lines: number): void {
  const kinds = [tokenForms, tokenForms, tokenForms, tokenForms, oauthForms, oauthForms, oauthForms, invalidForms]
  for (let start = 0; start < lines; start += 10_000) {
    const texts = Array.from({ length: 10_000 }, (_, place) => {
      const number = start + place
      const form = kinds[number % kinds.length]?.[(number >> 3) % BATCH]
      return `${JSON.stringify({ ...form, name: `Store ${number}` })}\n`
    })
    appendFileSync(file, texts.join(''))
  }
}

function measureTimes(file: string): Section {
  const times = ways.map((): number[] => [])
  for (let round = -1; round < ROUNDS; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const index = (Math.max(round, 0) + turn) % ways.length
      const way = ways[index]
      if (way === undefined) continue
      const { nanoseconds } = measure(way, file)
      if (round >= 0) times[index]?.push(nanoseconds / LINES)
    }
  }
  const base = times[0] ?? []
  const rows = ways.map(({ name }, index) => {
    const own = times[index] ?? []
    const ratios = own.map((time, round) => time / (base[round] ?? Number.NaN))
    return { name, nanoseconds: median(own), ratio: median(ratios) }
  })
  return {
    title: `Validate ${LINES.toLocaleString('en')} lines, ${Math.round(statSync(file).size / 1e6)} MB (per line)`,
    rows,
    aims: [VERDICT, VALUES].flatMap((than) => [
      { name: validate(1).name, than, most: 1 },
      { name: validate(2).name, than, most: 0.555 },
    ]),
  }
}

function measure({ words, status }: Way, file: string): { nanoseconds: number; memory: number } {
  const startedAt = process.hrtime.bigint()
  const result = spawnSync(process.execPath, ['--import', sayMemory, ...words(file)], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const nanoseconds = Number(process.hrtime.bigint() - startedAt)
  if (result.status !== status) throw new Error(`node ${words(file).join(' ')} ended with ${result.status}.`)
  return { nanoseconds, memory: Number(result.output[3]) * 1024 }
}
