import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

const CHUNK_BYTES = 4 * 1024 * 1024

/** Linux, and not hardened so that a process cannot look into those it started. */
export const canLookIntoChildren = process.platform === 'linux' && ptraceScope() <= 1

function ptraceScope(): number {
  try {
    return Number(readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'latin1'))
  } catch {
    return 0
  }
}

/** How often a text stands in the writable memory of a process of Linux, as bytes of Latin-1 or as UTF-16. */
export function findInMemory(pid: number, text: string): number {
  const needles = [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  try {
    return writableRanges(pid).reduce((sum, range) => sum + countIn(memory, range, needles), 0)
  } finally {
    closeSync(memory)
  }
}

function writableRanges(pid: number): [number, number][] {
  return readFileSync(`/proc/${pid}/maps`, 'latin1')
    .split('\n')
    .map((line) => /^([\da-f]+)-([\da-f]+) rw/.exec(line))
    .filter((match) => match !== null)
    .map(([, from = '', to = '']) => [Number.parseInt(from, 16), Number.parseInt(to, 16)])
}

function countIn(memory: number, [from, to]: [number, number], needles: readonly Buffer[]): number {
  const longest = Math.max(...needles.map(({ length }) => length))
  let count = 0
  for (let at = from; at < to; at += CHUNK_BYTES) {
    const chunk = Buffer.alloc(Math.min(CHUNK_BYTES + longest - 1, to - at))
    const length = readWhatIsThere(memory, chunk, at)
    for (const needle of needles) {
      for (let found = chunk.indexOf(needle); found >= 0; found = chunk.indexOf(needle, found + 1)) {
        if (found + needle.length <= length && found < CHUNK_BYTES) count += 1
      }
    }
  }
  return count
}

/** Some mappings cannot be read, those of devices for one. */
function readWhatIsThere(memory: number, chunk: Buffer, at: number): number {
  try {
    return readSync(memory, chunk, 0, chunk.length, at)
  } catch {
    return 0
  }
}
