import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, constants, createReadStream, openSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { executable, type Home, makeHome } from './support/home.ts'
import { CANARY, lineFile } from './support/line-inputs.ts'
import { referenceLines } from './support/reference-lines.ts'

const PIPE_MAKER = 'mkfifo'
const KIND = 'bigcommerce-rest'
const token = 'canary7token7of7the7bulk7validator'
const form = { name: 'Main', authType: 'token', storeHash: 'abc123xyz', accessToken: token, clientId: 'client1' }
const good = `${JSON.stringify(form)}\n`

/** A command whose stdin stays open. */
function startOpen(words: readonly string[], { folder, env }: Home, node: readonly string[] = []) {
  const child = spawn(process.execPath, [...node, executable, ...words], { cwd: folder, env })
  onTestFinished(() => void child.kill('SIGKILL'))
  child.stdin.on('error', () => undefined)
  const stderr = text(child.stderr)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, stderr, ended }
}

/** Waits until so many lines have come, and answers with all that has come at the end. */
function collectLines(child: ChildProcessWithoutNullStreams) {
  let lines = 0
  const enough = new Map<number, () => void>()
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    for (const byte of chunk) if (byte === 0x0a) enough.get(++lines)?.()
  })
  return {
    reach: (count: number) =>
      lines >= count ? Promise.resolve() : new Promise<void>((resolve) => enough.set(count, resolve)),
    output: () => Buffer.concat(chunks).toString(),
  }
}

async function write(child: ChildProcessWithoutNullStreams, bytes: string | Buffer): Promise<void> {
  if (!child.stdin.write(bytes)) await new Promise((resolve) => child.stdin.once('drain', resolve))
}

test('any number of jobs prints the same, from a file and from stdin, and no secret', async () => {
  const home = await makeHome()
  home.keepSecret(CANARY)
  const input = Buffer.concat(fc.sample(lineFile, 120).flatMap((file) => [file, Buffer.from('\n')]))
  await home.write('forms.ndjson', input)
  const expected = await referenceLines(KIND, input)
  for (const jobs of [[], ['--jobs', '1'], ['--jobs', '2'], ['--jobs', '3']]) {
    for (const file of ['forms.ndjson', '-']) {
      const { stdout, code } = await home.run(['validate', KIND, file, '--ndjson', ...jobs], { input })
      expect({ same: stdout === expected, code }).toEqual({ same: true, code: 1 })
    }
  }
})

describe.each(['--ndjson', '--ndjson --jobs 1', '--ndjson --jobs 2'])('with %s', (options) => {
  const words = ['validate', KIND, ...options.split(' ')]

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it between two lines, with a summary', async (signal) => {
    const home = await makeHome()
    const { child, stderr, ended } = startOpen(words, home)
    const { reach, output } = collectLines(child)
    // The results of what was written come although there may be more to read; the last line has only begun.
    await write(child, `${good.repeat(300)}{}\n${good.slice(0, 20)}`)
    await reach(301)
    child.kill(signal)
    expect(await ended).toBe(130)
    expect(output()).toMatch(/"line":301\}\n$/)
    expect(
      output()
        .split('\n')
        .slice(0, -1)
        .every((line) => typeof JSON.parse(line) === 'object'),
    ).toBe(true)
    expect(await stderr).toMatch(/^Stopped after line 301: 301 checked, 1 not good \(/)
    expect(output() + (await stderr)).not.toContain(token)
  })

  test('a file is stopped too, and so is a reader that is slow', async () => {
    const home = await makeHome()
    await home.write('forms.ndjson', good.repeat(100_000))
    const { child, stderr, ended } = startOpen([...words, 'forms.ndjson'], home)
    const { reach, output } = collectLines(child)
    await reach(1)
    child.stdout.pause()
    child.kill('SIGINT')
    child.stdout.resume()
    expect(await ended).toBe(130)
    const lines = output().split('\n')
    expect(lines.pop()).toBe('')
    expect(await stderr).toContain(`Stopped after line ${lines.length}: `)
  })

  test('long lines of nonsense and of brackets are told of in little memory', async () => {
    const home = await makeHome()
    const lines = [
      'x '.repeat(5_000_000),
      '['.repeat(1_000_000),
      '[{"a":'.repeat(100_000),
      `${'['.repeat(1e6)}${']'.repeat(1e6)}`,
    ]
    lines.push(
      `{"name":${'['.repeat(1e6)}${']'.repeat(1e6)}}`,
      `{"authType":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`,
    )
    const { child, stderr, ended } = startOpen(words, home, ['--import', `data:text/javascript,${sayMemory}`])
    const { output } = collectLines(child)
    child.stdin.end(`${lines.join('\n')}\n${good}`)
    expect(await ended).toBe(1)
    const reports = output()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(reports.map(({ line, valid, issues: [issue] }) => [line, valid, issue?.code])).toEqual([
      [1, false, 'not_json'],
      [2, false, 'not_json'],
      [3, false, 'not_json'],
      [4, false, 'not_an_object'],
      [5, false, 'type'],
      [6, false, 'required'],
      [7, true, undefined],
    ])
    expect(reports[1].issues[0].message).toBe(
      'This line is not JSON: a mistake behind 1000 open brackets at column 1001.',
    )
    expect(memoryOf(await stderr)).toBeLessThan(500)
  })

  test('a line of more than 64 MiB is passed over and not held', async () => {
    const home = await makeHome()
    const { child, stderr, ended } = startOpen(words, home, ['--import', `data:text/javascript,${sayMemory}`])
    const { output } = collectLines(child)
    await write(child, good)
    const part = Buffer.alloc(8 * 1024 * 1024, 'x')
    for (let index = 0; index < 40; index++) await write(child, part)
    await write(child, `\n${good}`)
    child.stdin.end()
    expect(await ended).toBe(1)
    const reports = output()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(reports).toMatchObject([
      { line: 1, valid: true },
      { line: 2, valid: false, issues: [{ code: 'line_too_long' }] },
      { line: 3, valid: true },
    ])
    // Of 320 MiB: what a process takes from the start, the 64 MiB it may hold, and what is not yet collected of that.
    expect(memoryOf(await stderr)).toBeLessThan(280)
  })

  test('memory does not grow with the input', async () => {
    const home = await makeHome()
    const { child, stderr, ended } = startOpen(words, home, ['--import', `data:text/javascript,${sayMemory}`])
    child.stdout.resume()
    // 300 MiB of lines that are long enough not to take the time of the machine.
    const batch = Buffer.from(
      `${JSON.stringify({ ...form, clientId: randomBytes(8000).toString('hex') })}\n`.repeat(64),
    )
    for (let sent = 0; sent < 300 * 1024 * 1024; sent += batch.length) await write(child, batch)
    child.stdin.end()
    expect(await ended).toBe(1)
    expect(memoryOf(await stderr)).toBeLessThan(250)
  })
})

test('a reader whose pipe does not wait gets all, in order', async () => {
  const home = await makeHome()
  const pipe = join(home.folder, 'results')
  execFileSync(PIPE_MAKER, [pipe])
  const end = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  await home.write('forms.ndjson', good.repeat(50_000))
  const child = spawn(process.execPath, [executable, 'validate', KIND, 'forms.ndjson', '--ndjson', '--jobs', '2'], {
    cwd: home.folder,
    env: home.env,
    stdio: ['ignore', end, 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const results = text(createReadStream(pipe))
  closeSync(end)
  const code = await new Promise((resolve) => child.on('close', resolve))
  const lines = (await results).split('\n')
  expect([code, lines.length]).toEqual([0, 50_001])
  expect(lines.slice(0, -1).every((line, index) => line.endsWith(`"line":${index + 1}}`))).toBe(true)
})

/** At its end, a process says its greatest size. Linux counts into `maxRSS` what it was started from. */
const sayMemory = encodeURIComponent(`import { existsSync, readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
const status = '/proc/self/status'
const size = () => existsSync(status)
  ? /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))[1]
  : process.resourceUsage().maxRSS
if (isMainThread) process.on('exit', () => writeSync(2, 'KiB ' + size()))`)

/** In MiB. */
const memoryOf = (stderr: string): number => Number(/KiB (\d+)$/.exec(stderr)?.[1]) / 1024

test('a thread that breaks off ends the command with 70 and says so', async () => {
  const home = await makeHome()
  const breakOff = `import { isMainThread, parentPort } from 'node:worker_threads'
    if (!isMainThread) parentPort.on('message', () => process.exit(9))`
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(breakOff)}`]
  const { child, stderr, ended } = startOpen(['validate', KIND, '--ndjson', '--jobs', '2'], home, preload)
  child.stdout.resume()
  // Nothing more may come: it must not wait for that.
  await write(child, good)
  expect(await ended).toBe(70)
  expect(await stderr).toMatch(
    /^connform: A worker thread ended before its work was done \(exit code 9\)\.\n {2}Please report .*\n$/,
  )
})

test.each([
  [['--ndjson', '--jobs', '0'], '--jobs must be a whole number from 1 to 64.'],
  [['--ndjson', '--jobs', '65'], '--jobs must be a whole number from 1 to 64.'],
  [['--ndjson', '--jobs', '1.5'], '--jobs must be a whole number from 1 to 64.'],
  [['--ndjson', '--jobs', 'many'], '--jobs must be a whole number from 1 to 64.'],
  [['--jobs', '2'], '--jobs is for many inputs.'],
])('%j is wrong usage', async (options, says) => {
  const { run } = await makeHome()
  const { code, stdout, stderr } = await run(['validate', KIND, ...options], { input: good })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`connform: ${says}`)
})
