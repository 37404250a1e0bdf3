import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'

/** The built executable: these tests run what users run. */
export const executable = fileURLToPath(new URL('../../dist/connform.js', import.meta.url))

export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** A command that runs while the test goes on. */
export interface Started {
  /** Waits until stderr holds this, and answers with the match. Fails where the command ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  readonly child: ChildProcess
  readonly ended: Promise<Run>
}

/** A folder to run in, whose `.connform` holds the connections. Gone with the test. */
export interface Home {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  run(words: readonly string[], options?: RunOptions): Promise<Run>
  /** Ended with the test, if not before. */
  start(words: readonly string[], options?: RunOptions): Started
  /** What `--json` printed; fails where that is not JSON or the exit code is another one. */
  json<T>(words: readonly string[], options?: RunOptions & { readonly code?: number }): Promise<T>
  write(name: string, content: string | Uint8Array): Promise<string>
  /** When the test ends, these texts may stand in no output and in no file of the data folder. */
  keepSecret(...secrets: readonly string[]): void
  /** The same for texts that are known only then. */
  keepSecrets(secrets: () => readonly string[]): void
}

export async function makeHome(env: Readonly<Record<string, string>> = {}): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-cli-'))
  const data = join(folder, '.connform')
  const secrets: (() => readonly string[])[] = []
  const outputs: string[] = []
  onTestFinished(async () => {
    await expectNowhere(
      secrets.flatMap((list) => list()),
      { outputs, data },
    )
    await rm(folder, { recursive: true, force: true })
  })
  // Nothing of the person who runs the tests: no colours, no data folder, no overridden host.
  const clean = { PATH: process.env['PATH'] ?? '', CONNFORM_HOME: data, ...env }
  const start: Home['start'] = (words, { input, env: more } = {}) => {
    const started = startProcess(words, { input: input ?? '', cwd: folder, env: { ...clean, ...more } })
    onTestFinished(() => void started.child.kill('SIGKILL'))
    const ended = started.ended.then((result) => {
      outputs.push(result.stdout, result.stderr)
      return result
    })
    return { ...started, ended }
  }
  const run: Home['run'] = (words, options) => start(words, options).ended
  return {
    folder,
    env: clean,
    run,
    start,
    json: async (words, { code = 0, ...options } = {}) => {
      const result = await run([...words, '--json'], options)
      expect(result).toEqual({ ...result, code })
      return JSON.parse(result.stdout)
    },
    write: async (name, content) => {
      await writeFile(join(folder, name), content)
      return name
    },
    keepSecret: (...more) => void secrets.push(() => more),
    keepSecrets: (list) => void secrets.push(list),
  }
}

interface Running {
  readonly input: string | Uint8Array
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

function startProcess(words: readonly string[], { input, cwd, env }: Running): Started {
  const child = spawn(process.execPath, [executable, ...words], { cwd, env })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString()
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A command that reads no stdin ends before it is written.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  const ended = new Promise<Run>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout: text(stdout), stderr: text(stderr) }))
  })
  return {
    child,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text(stderr))
          if (match !== null) resolve(match)
        }
        child.stderr.on('data', look)
        look()
        ended.then((result) => reject(new Error(`It ended before it said so: ${JSON.stringify(result)}`)), reject)
      }),
  }
}

interface Left {
  readonly outputs: readonly string[]
  /** Data folder. */
  readonly data: string
}

async function expectNowhere(secrets: readonly string[], { outputs, data }: Left): Promise<void> {
  const files = await readdir(data).catch(() => [])
  const contents = await Promise.all(files.map((file) => readFile(join(data, file), 'latin1')))
  const everything = [...outputs, ...contents].join('\n')
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
}
