import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'

/** The built executable: these tests run what users run. */
export const executable = fileURLToPath(new URL('../../dist/connform.js', import.meta.url))

interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
}

/** A folder to run in, whose `.connform` holds the connections. Gone with the test. */
export interface Home {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  run(words: readonly string[], options?: RunOptions): Promise<Run>
  /** What `--json` printed; fails where that is not JSON or the exit code is another one. */
  json<T>(words: readonly string[], options?: RunOptions & { readonly code?: number }): Promise<T>
  write(name: string, content: string | Uint8Array): Promise<string>
  /** When the test ends, these texts may stand in no output and in no file of the data folder. */
  keepSecret(...secrets: readonly string[]): void
}

export async function makeHome(env: Readonly<Record<string, string>> = {}): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-cli-'))
  const data = join(folder, '.connform')
  const secrets: string[] = []
  const outputs: string[] = []
  onTestFinished(async () => {
    await expectNowhere(secrets, outputs, data)
    await rm(folder, { recursive: true, force: true })
  })
  // Nothing of the person who runs the tests: no colours, no data folder, no overridden host.
  const clean = { PATH: process.env['PATH'] ?? '', CONNFORM_HOME: data, ...env }
  const run: Home['run'] = async (words, { input, env: more } = {}) => {
    const result = await runProcess(words, { input: input ?? '', cwd: folder, env: { ...clean, ...more } })
    outputs.push(result.stdout, result.stderr)
    return result
  }
  return {
    folder,
    env: clean,
    run,
    json: async (words, { code = 0, ...options } = {}) => {
      const result = await run([...words, '--json'], options)
      expect(result).toEqual({ ...result, code })
      return JSON.parse(result.stdout)
    },
    write: async (name, content) => {
      await writeFile(join(folder, name), content)
      return name
    },
    keepSecret: (...more) => void secrets.push(...more),
  }
}

interface Running {
  readonly input: string | Uint8Array
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

function runProcess(words: readonly string[], { input, cwd, env }: Running): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [executable, ...words], { cwd, env })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() }),
    )
    // A command that reads no stdin ends before it is written.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

async function expectNowhere(secrets: readonly string[], outputs: readonly string[], data: string): Promise<void> {
  const files = await readdir(data).catch(() => [])
  const contents = await Promise.all(files.map((file) => readFile(join(data, file), 'latin1')))
  const everything = [...outputs, ...contents].join('\n')
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([])
}
