import { execFileSync, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { amount, clockTime, rate } from '../src/output/amount.ts'
import { executable, type Home, makeHome } from './support/home.ts'

const line = '{"name":"Main","authType":"token","storeHash":"abc123xyz","accessToken":"canary7token"}\n'

/** Of util-linux. */
const TERMINAL_MAKER = 'script'
const PIPE_MAKER = 'mkfifo'

/** Validates what comes through a pipe or lies in a file; stderr alone is a terminal. */
function validateOnTerminal({ folder, env }: Home, file: string) {
  const command = `'${process.execPath}' '${executable}' validate bigcommerce-rest --ndjson < ${file} > results`
  const child = spawn(TERMINAL_MAKER, ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    cwd: folder,
    env: { ...env, TERM: 'xterm-256color', COLUMNS: '80' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined)
  let shown = ''
  let look = () => {}
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString()
    look()
  })
  return {
    sees: (pattern: RegExp) =>
      new Promise<void>((resolve) => {
        look = () => void (pattern.test(shown) && resolve())
        look()
      }),
    shown: () => shown,
    ended: new Promise<number | null>((resolve) => child.on('close', resolve)),
  }
}

describe.runIf(process.platform === 'linux')('on a terminal (skipped where it is not Linux)', () => {
  test('a long work shows how far it is, and clears that away before the summary', async () => {
    const home = await makeHome()
    execFileSync(PIPE_MAKER, [join(home.folder, 'forms')])
    const terminal = validateOnTerminal(home, 'forms')
    const forms = createWriteStream(join(home.folder, 'forms'))
    forms.write(line.repeat(1000))
    await terminal.sees(/Checking {2}1,000 lines {2}88\.0 kB {2}[\d,]+ lines\/s {2}[\d.]+ \wB\/s/)
    forms.end(line)
    expect(await terminal.ended).toBe(1)
    // The control sequence that empties a line.
    expect(terminal.shown().split('\u001b[2K')[1]).toMatch(/^1,001 checked, 1,001 not good \([^\n]*\)\.\r\n$/)
    expect(terminal.shown()).not.toContain('canary7token')
    expect((await readFile(join(home.folder, 'results'), 'utf8')).split('\n')).toHaveLength(1002)
  })

  test('a short work shows nothing but its summary', async () => {
    const home = await makeHome()
    await home.write('forms', line)
    const terminal = validateOnTerminal(home, 'forms')
    expect(await terminal.ended).toBe(1)
    expect(terminal.shown()).toMatch(/^1 checked, 1 not good \([^\n]*\)\.\r\n$/)
  })
})

test('amounts, rates and times are short to read', () => {
  expect(amount(1_234_567, 'lines')).toBe('1,234,567 lines')
  expect([0, 999, 1500, 99_940_000, 250_000_000, 5_000_000_000, 2e12].map((bytes) => amount(bytes, 'bytes'))).toEqual([
    '0.0 kB',
    '1.0 kB',
    '1.5 kB',
    '99.9 MB',
    '250 MB',
    '5.0 GB',
    '2.0 TB',
  ])
  expect(rate(500, 2, 'keys')).toBe('250 keys/s')
  expect(rate(500, 0, 'keys')).toBe('0 keys/s')
  expect([0, 0.2, 7, 61, 3600, 36_061].map(clockTime)).toEqual(['0:00', '0:01', '0:07', '1:01', '1:00:00', '10:01:01'])
})
