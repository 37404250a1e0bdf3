import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { progressBar } from 'connform-seed/progress-bar'
import { tokenForms } from './inputs.ts'
import { median } from './paired.ts'
import type { Section } from './report.ts'

const ROUNDS = 25
const cli = fileURLToPath(new URL('../../packages/cli/dist/connform.js', import.meta.url))

/** A whole `connform validate` process beside a Node process that does nothing, in pairs. */
export function startSection(): Section {
  const folder = mkdtempSync(join(tmpdir(), 'connform-bench-'))
  try {
    const file = join(folder, 'form.json')
    writeFileSync(file, JSON.stringify(tokenForms[0]))
    const processes = [
      { name: 'node -e 0', words: ['-e', '0'] },
      { name: 'connform validate', words: [cli, 'validate', 'bigcommerce-rest', file, '--json'] },
    ]
    const times = processes.map((): number[] => [])
    const bar = progressBar('Starting', ROUNDS)
    for (let round = -2; round < ROUNDS; round++) {
      for (const [index, { words }] of processes.entries()) {
        const time = timeProcess(words)
        if (round >= 0) times[index]?.push(time)
      }
      bar.update(round + 1)
    }
    bar.stop()
    const base = times[0] ?? []
    const rows = processes.map(({ name }, index) => {
      const own = times[index] ?? []
      return {
        name,
        nanoseconds: median(own),
        ratio: median(own.map((time, round) => time / (base[round] ?? Number.NaN))),
      }
    })
    return { title: 'Start of a process', rows, aims: [{ name: 'connform validate', than: 'node -e 0', most: 1.5 }] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function timeProcess(words: readonly string[]): number {
  const startedAt = process.hrtime.bigint()
  const { status } = spawnSync(process.execPath, words, { stdio: 'ignore' })
  if (status !== 0) throw new Error(`node ${words.join(' ')} ended with ${status}.`)
  return Number(process.hrtime.bigint() - startedAt)
}
