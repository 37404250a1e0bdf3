// Takes the pictures of the console in `docs/images/`, of connections to the sandbox at a fixed time:
// `node scripts/docs/screenshots.ts`. Needs a built tree and Debian's package `chromium`.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { type Sandbox, startSandbox } from '../../packages/sandbox/src/index.ts'
import { openConnform } from '../../packages/sdk/src/index.ts'
import { createServer } from '../../packages/server/src/index.ts'
import { type DemoConnections, makeDemoConnections } from './demo-connections.ts'
import { type DemoSetups, makeDemoSetups } from './demo-setups.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const images = join(root, 'docs/images')
const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 360, height: 740 }
const TALL = { width: 1280, height: 1560 }

type Made = DemoConnections & Partial<DemoSetups>

interface Picture {
  readonly name: string
  readonly path: (made: Made) => string
  readonly options?: BrowserContextOptions
  /** What is done on the page before, and what shows that it is ready. */
  readonly act: (page: Page, sandbox: Sandbox) => Promise<unknown>
}

const listIsThere = (page: Page): Promise<unknown> =>
  page.getByRole('row').filter({ hasText: 'Production store' }).waitFor()

/** A filled form whose token belongs to another store. */
async function failATest(page: Page, { stores }: Sandbox): Promise<void> {
  const { accessToken, clientId } = stores[0]?.tokens[0] ?? { accessToken: '', clientId: '' }
  await page.getByRole('radio', { name: 'Token' }).check()
  await page.getByLabel(/^Name\W/).fill('Outlet store')
  await page.getByLabel(/^Store hash\W/).fill('abc123xyz')
  await page.getByLabel(/^Access token\W/).fill(accessToken)
  await page.getByLabel(/^Client ID\W/).fill(clientId)
  await page.getByRole('button', { name: 'Save and test' }).click()
  await page.getByRole('alert').filter({ hasText: 'What to do' }).waitFor()
}

const pictures: readonly Picture[] = [
  { name: 'list', path: () => '/', act: listIsThere },
  { name: 'list-dark', path: () => '/', options: { colorScheme: 'dark' }, act: listIsThere },
  { name: 'list-narrow', path: () => '/', options: { viewport: NARROW }, act: listIsThere },
  {
    name: 'create',
    path: () => '/connections/new/bigcommerce-rest',
    act: async (page) => {
      await page.getByRole('radio', { name: 'Token' }).check()
      await page.getByLabel(/^Store hash\W/).focus()
      await page.getByRole('heading', { name: 'Find your store hash' }).waitFor()
    },
  },
  { name: 'failed-test', path: () => '/connections/new/bigcommerce-rest', act: failATest },
  {
    name: 'edit',
    path: ({ production }) => `/connections/${production}`,
    act: (page) => page.getByLabel(/^Access token\W/).focus(),
  },
  {
    name: 'reauthorise',
    path: ({ ending }) => `/connections/${ending}/reauthorize`,
    act: (page) => page.getByRole('heading', { name: 'Reauthorise with Custom' }).waitFor(),
  },
  {
    name: 'settings',
    path: () => '/settings/api-keys',
    act: (page) => page.getByRole('row').filter({ hasText: 'Order import' }).waitFor(),
  },
]

/** Taken last: what setups connect stands in the list of connections too. */
const setupPictures: readonly Picture[] = [
  {
    name: 'setup',
    path: ({ app }) => `/setups/${app}`,
    options: { viewport: TALL },
    act: async (page) => {
      await page.getByRole('combobox', { name: /^Main category/ }).press('ArrowDown')
      await page.getByRole('main').getByRole('option').first().waitFor()
    },
  },
  {
    name: 'setup-list',
    path: () => '/setups/of/unopim',
    act: (page) => page.getByRole('rowheader', { name: 'Production Store' }).waitFor(),
  },
]

let now = new Date()
const sandbox = await startSandbox()
const connform = await openConnform({
  database: 'sqlite::memory:',
  keys: { key: crypto.getRandomValues(new Uint8Array(32)) },
  hosts: sandbox.hosts,
  clock: () => now,
})
const server = createServer(connform, { consoleFolder: join(root, 'packages/cli/dist/console') })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  await takeAll(browser, await server.listen())
} finally {
  await browser.close()
  await server.close()
  await connform.close()
  await sandbox.close()
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const first = await browser.newContext()
  const login = await first.newPage()
  const { token } = await connform.access.createLoginLink()
  await login.goto(`${url}/login#${token.reveal()}`)
  await login.getByRole('heading', { name: 'Connections' }).waitFor()
  const storageState = await first.storageState()
  const made = await makeDemoConnections(connform, sandbox, (moment) => {
    now = new Date(moment)
  })
  mkdirSync(images, { recursive: true })
  const take = async ({ name, path, options, act }: Picture, of: Made): Promise<void> => {
    const context = await browser.newContext({ storageState, viewport: WIDE, reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    await page.clock.setFixedTime(now)
    await page.goto(`${url}${path(of)}`)
    await act(page, sandbox)
    await page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' })
    await context.close()
    console.log(`docs/images/${name}.png`)
  }
  for (const picture of pictures) await take(picture, made)
  const started = await makeDemoSetups(connform, sandbox)
  for (const picture of setupPictures) await take(picture, { ...made, ...started })
  await first.close()
}
