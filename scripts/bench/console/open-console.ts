import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openKeyFile } from '@connform/vault'
import { openConnform } from 'connform'
import { fillDatabase } from 'connform-seed'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { TENANT } from '../fleet/fleet-tenant.ts'
import { startChild } from '../server/child.ts'

/** The pages as they are shipped. */
const PAGES = fileURLToPath(new URL('../../../packages/cli/dist/console/', import.meta.url))
/** Where Debian's package `chromium` puts it. */
const CHROMIUM = '/usr/bin/chromium'
const VIEWPORT = { width: 1280, height: 800 }

/** The console on made-up connections, in a real browser. */
export interface Console {
  readonly url: string
  /** A page of its own that is signed in, in a browser whose cache is empty. */
  newPage(): Promise<Page>
  close(): Promise<void>
}

/** The server is a process of its own, so that it and what measures do not stand in each other's way. */
export async function openConsole(count: number): Promise<Console> {
  if (!existsSync(CHROMIUM)) throw new Error(`There is no ${CHROMIUM}: apt-get install chromium brings it.`)
  const folder = mkdtempSync(join(tmpdir(), 'connform-console-'))
  const [database, keyFile] = [`sqlite:${join(folder, 'console.db')}`, join(folder, 'console.key')]
  await fillDatabase({ database, keyEncryptionKey: openKeyFile(keyFile).key, tenant: TENANT, count })
  const connform = await openConnform({ database, keys: { file: keyFile } })
  const { token } = await connform.access.createLoginLink()
  await connform.close()
  const server = await startChild('./connform-server.ts', [database, keyFile, '{}', PAGES])
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
  const storageState = await signIn(browser, `${server.url}/login#${token.reveal()}`)
  return {
    url: server.url,
    newPage: async () => (await browser.newContext({ storageState, viewport: VIEWPORT })).newPage(),
    close: async () => {
      await browser.close()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function signIn(browser: Browser, link: string): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Connections' }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}
