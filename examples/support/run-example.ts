import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { fixtureApps, fixturePims, fixtureStores } from '@connform/sandbox'
import { expect, onTestFinished } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

/** An example as its command starts it. When the test ends, no secret stands in what it printed or sent. */
export interface Example {
  /** What it printed so far. */
  output(): string
  /** Waits until it prints something. */
  prints(text: RegExp): Promise<RegExpExecArray>
  /** A request to the page it opened, as its own forms make it; the answer's text, after redirects. */
  page(path: string, form?: Readonly<Record<string, string>>): Promise<{ status: number; text: string }>
  /** Keeps what else came out, such as the HTML of a page in a browser. */
  keep(text: string): void
  url(): Promise<string>
  /** Waits for its end, with an exit code, and answers with all it printed. */
  ends(exitCode?: number): Promise<string>
}

export interface RunOptions {
  readonly words?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export function runExample(file: string, { words = [], environment = {} }: RunOptions = {}): Example {
  const { PATH, HOME } = process.env
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', file, ...words], {
    cwd: folder,
    env: { ...(PATH === undefined ? {} : { PATH }), ...(HOME === undefined ? {} : { HOME }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let exitCode: number | null | undefined
  const kept: string[] = []
  const waiting = new Set<() => void>()
  const tell = (): void => waiting.forEach((look) => void look())
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      tell()
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      exitCode = code
      tell()
      resolve(code)
    })
  })
  onTestFinished(async () => {
    if (exitCode === undefined) {
      child.kill('SIGINT')
      expect(await ended, 'Ctrl-C ends it').toBe(0)
    }
    expectNoSecret([printed, ...kept])
  })

  const prints = (text: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = text.exec(printed)
        if (found !== null) resolve(found)
        else if (exitCode !== undefined)
          reject(new Error(`It ended with ${exitCode} and never printed ${text}:\n${printed}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  const url = async (): Promise<string> => (await prints(/http:\/\/127\.0\.0\.1:\d+/))[0]
  return {
    output: () => printed,
    prints,
    url,
    keep: (text) => void kept.push(text),
    ends: async (code = 0) => {
      expect(await ended, printed).toBe(code)
      return printed
    },
    page: async (path, form) => {
      const origin = await url()
      const request = form && { method: 'POST', headers: { origin }, body: new URLSearchParams(form) }
      let answer = await fetch(`${origin}${path}`, { ...request, redirect: 'manual' })
      const location = answer.headers.get('location')
      if (location !== null) answer = await fetch(new URL(location, origin))
      const text = await answer.text()
      kept.push(text)
      return { status: answer.status, text }
    },
  }
}

const secrets = [
  ...fixtureStores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
  ...fixtureApps.map(({ clientSecret }) => clientSecret),
  ...fixturePims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
]

/** Storefront and private tokens are made anew each time; they are known by their looks. */
const JSON_WEB_TOKEN = /eyJ[\w-]{10,}\.[\w-]{10,}/

/** Says that a secret came out, and not which one. */
function expectNoSecret(texts: readonly string[]): void {
  const all = texts.join('\n')
  expect(secrets.filter((secret) => all.includes(secret)).length, 'secrets of the sandbox in what came out').toBe(0)
  expect(JSON_WEB_TOKEN.test(all), 'a token in what came out').toBe(false)
}
