import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Sandbox, type SandboxOptions, startSandbox } from '@connform/sandbox'
import { createServer } from '@connform/server'
import { type Connform, openConnform } from 'connform'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { withOpenableAddresses } from '../../../src/serve/with-openable-addresses.ts'
import { type Account, accountsOf, secretsOf } from './accounts.ts'
import { kept, type Transfer, watch } from './watch.ts'

/** The pages as they are shipped. */
const PAGES = fileURLToPath(new URL('../../../dist/console/', import.meta.url))

/** Of one step of a test, on a machine that is busy with others. */
const STEP_TIMEOUT_MS = 20_000

export interface ConsoleOptions {
  readonly sandbox?: SandboxOptions
  readonly clock?: () => Date
  readonly browser?: BrowserContextOptions
}

/** A server with a provider to talk to and a fresh database, and a browser that is watched. Gone with the test. */
export interface OpenedConsole {
  readonly url: string
  readonly sandbox: Sandbox
  readonly connform: Connform
  readonly context: BrowserContext
  readonly account: Account
  /** Logs in by a link of its own, and comes to a path of the console. */
  open(path?: string): Promise<Page>
  loginLink(): Promise<string>
  /** When the test ends, this may stand nowhere either, but in the transfers that are to carry it. */
  keepSecret(secret: string, carriers?: RegExp): void
  /** Looks now, not only at the end: for what stands in a form while it is typed. */
  expectNothingKept(page: Page): Promise<void>
}

export async function openConsole(browser: Browser, options: ConsoleOptions = {}): Promise<OpenedConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-console-'))
  const sandbox = await startSandbox(options.sandbox)
  const connform = await openConnform({
    database: `sqlite:${join(folder, 'connform.db')}`,
    keys: { file: join(folder, 'connform.key') },
    hosts: sandbox.hosts,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  })
  const server = createServer(withOpenableAddresses(connform, sandbox.hosts), { consoleFolder: PAGES })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  sandbox.registerApp({ redirectUris: [`${url}/api/v1/oauth/callback`] })
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options.browser })
  context.setDefaultTimeout(STEP_TIMEOUT_MS)
  const watched = await watch(context)
  const more: Wanted[] = []
  const secrets = (): Wanted[] => [...secretsOf(sandbox).map((secret) => ({ secret })), ...more]

  onTestFinished(async () => {
    try {
      const left = (await Promise.all(context.pages().map(kept))).flat()
      // What is still under way would fail with the pages.
      const sent = await watched.traffic()
      await context.close()
      expect(holding(secrets(), [...left, ...sent])).toEqual([])
      expect(watched.problems).toEqual([])
    } finally {
      await context.close()
      await server.close()
      await connform.close()
      await sandbox.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

  const loginLink = async (): Promise<string> => {
    const { token } = await connform.access.createLoginLink({ allTenants: true })
    return `${url}/login#${token.reveal()}`
  }
  return {
    url,
    sandbox,
    connform,
    context,
    account: accountsOf(sandbox),
    loginLink,
    open: async (path = '/') => {
      const page = await context.newPage()
      await page.goto(await loginLink())
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForURL(`${url}/`)
      if (path !== '/') await page.goto(`${url}${path}`)
      return page
    },
    keepSecret: (secret, carriers) => void more.push({ secret, ...(carriers === undefined ? {} : { carriers }) }),
    expectNothingKept: async (page) => expect(holding(secrets(), await kept(page))).toEqual([]),
  }
}

interface Wanted {
  readonly secret: string
  /** Names of the transfers that may hold it. */
  readonly carriers?: RegExp
}

/** Names of what holds a secret. Says which place, never which secret. */
function holding(wanted: readonly Wanted[], transfers: readonly Transfer[]): string[] {
  return transfers
    .filter(({ name, text }) =>
      wanted.some(
        ({ secret, carriers }) => carriers?.test(name) !== true && formsOf(secret).some((form) => text.includes(form)),
      ),
    )
    .map(({ name }) => name)
}

/** As it is, in an address, and in Base64, whose last characters depend on what follows. */
const formsOf = (secret: string): string[] => [secret, encodeURIComponent(secret), btoa(secret).slice(0, -4)]
