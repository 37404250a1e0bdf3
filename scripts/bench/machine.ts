import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { arch, cpus, platform, release, tmpdir, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { median } from './paired.ts'

const FLUSHES = 64

/** What the times of a run hang on, a line each. */
export function describeMachine(): readonly string[] {
  const [processor] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    `${cpus().length} cores of ${processor?.model ?? 'an unknown processor'}, ${memory} GiB of memory, ${platform()} ${release()} on ${arch()}`,
    `${diskKind(tmpdir())}; flushing 4 KiB takes ${(flushTime() / 1e6).toFixed(2)} ms`,
    `Node ${process.versions.node}, SQLite ${process.versions.sqlite}, connform ${packageVersion()}`,
  ]
}

/** Of the folder for temporary files, in which everything is measured. Only Linux says it where it can be read. */
function diskKind(folder: string): string {
  try {
    const { dev } = statSync(folder)
    const place = `/sys/dev/block/${Math.floor(dev / 256)}:${dev % 256}`
    const name = basename(readlinkSync(place))
    const turns = readFileSync(join(place, 'queue/rotational'), 'utf8').trim() === '1'
    return /^(vd|xvd)/.test(name)
      ? `a virtual disk (${name})`
      : `${turns ? 'a hard disk' : 'a solid state disk'} (${name})`
  } catch {
    return 'a disk of unknown kind'
  }
}

/** The middle time of a small write that is flushed, in nanoseconds: it decides what a transaction costs. */
function flushTime(): number {
  const folder = mkdtempSync(join(tmpdir(), 'connform-flush-'))
  const file = openSync(join(folder, 'file'), 'w')
  const block = Buffer.alloc(4096)
  const times = Array.from({ length: FLUSHES }, () => {
    const startedAt = process.hrtime.bigint()
    writeSync(file, block)
    fsyncSync(file)
    return Number(process.hrtime.bigint() - startedAt)
  })
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
  return median(times)
}

function packageVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(new URL('../../packages/sdk/package.json', import.meta.url), 'utf8'),
  )
  return version
}
