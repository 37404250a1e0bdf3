import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bringAxe, violations } from './support/axe.ts'
import { save } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'
import { offered, saveSection, slotsOf, startSetup } from './support/setups.ts'

const ALL_PAGES_TIMEOUT_MS = 240_000

type Shown = readonly [path: string, shown: (page: Page) => Promise<unknown>]

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

/** Setups in every state, and the pages that show them. */
async function pagesOf(opened: OpenedConsole): Promise<readonly Shown[]> {
  const { setups } = opened.connform
  const { store } = slotsOf(opened)
  const { clientSecret } = opened.account.store()
  const app = await startSetup(opened, 'akeneo-app', slotsOf(opened))
  const choices = { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' }
  await setups.save(app, { ...choices, storefront: '1', displayType: 'dropdown' })
  await setups.markUsed(app)
  const empty = await startSetup(opened, 'akeneo-connector-v1')
  const credential = await startSetup(opened, 'unopim', { store: { ...store, clientSecret, name: 'Main store' } })
  const { setup } = await setups.status(app)
  await opened.connform.connections.update(setup.slots['pim']?.connection?.id ?? '', { name: 'PIM' })
  return [
    ['/setups', (page) => page.getByText('Main store').waitFor()],
    ['/setups/of/unopim', (page) => page.getByRole('rowheader').waitFor()],
    ['/setups/of/celigo-rest', (page) => page.getByRole('heading', { name: 'None yet' }).waitFor()],
    ['/setups/of/unopim/new', (page) => page.getByLabel(/^API URL/).waitFor()],
    ['/setups/of/unopim/new', (page) => save(page)],
    [`/setups/${empty}`, (page) => page.getByText('Locked', { exact: true }).waitFor()],
    [
      `/setups/${app}`,
      async (page) => {
        await page.getByText(/^In use since/).waitFor()
        await page.getByRole('combobox', { name: /^Main category/ }).press('ArrowDown')
        await offered(page).first().waitFor()
      },
    ],
    [
      `/setups/${app}`,
      async (page) => {
        await page.getByRole('combobox', { name: /^Locale/ }).fill('fr_FR')
        await offered(page).first().click()
        await saveSection(page, 'Store configuration')
        await page.getByRole('dialog').waitFor()
      },
    ],
    [`/setups/${app}/slots/store`, (page) => page.getByLabel(/^Store hash/).waitFor()],
    [
      `/setups/${credential}`,
      async (page) => {
        await page.getByRole('button', { name: 'Add a row to Locale Mapping' }).click()
        await saveSection(page, 'Mappings')
        await title(page, 'Main store')
      },
    ],
    [
      `/setups/${credential}`,
      async (page) => {
        await page.getByRole('button', { name: 'Delete Main store' }).click()
        await page.getByRole('dialog').waitFor()
      },
    ],
    ['/setups/nothing', (page) => page.getByRole('alert').waitFor()],
  ]
}

inChromium('every page of setups', (browser) => {
  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong, in the %s theme',
    {
      timeout: ALL_PAGES_TIMEOUT_MS,
    },
    async (colorScheme) => {
      const opened = await openConsole(browser(), { browser: { colorScheme } })
      await bringAxe(opened.context)
      const pages = await pagesOf(opened)
      const page = await opened.open()
      for (const [path, shown] of pages.slice(0, -1)) {
        await page.goto(`${opened.url}${path}`)
        await shown(page)
        expect({ path, found: await violations(page) }).toEqual({ path, found: [] })
      }
    },
  )

  test.each([360, 2560])(
    'fits a window of %i pixels without scrolling sideways',
    {
      timeout: ALL_PAGES_TIMEOUT_MS,
    },
    async (width) => {
      const opened = await openConsole(browser(), { browser: { viewport: { width, height: 800 }, locale: 'de' } })
      const pages = await pagesOf(opened)
      const page = await opened.open()
      for (const [path] of [pages[0], pages[1], pages[5], pages[6], pages[9]].flatMap((one) => (one ? [one] : []))) {
        await page.goto(`${opened.url}${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        const wide = await page.evaluate(() =>
          [document.documentElement, ...document.querySelectorAll('main, nav, dialog')]
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => element.tagName),
        )
        expect({ path, wide }).toEqual({ path, wide: [] })
      }
    },
  )

  test('hold still while they are read', { timeout: ALL_PAGES_TIMEOUT_MS }, async () => {
    const opened = await openConsole(browser())
    const pages = await pagesOf(opened)
    const page = await opened.open()
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const [path] of [pages[0], pages[1], pages[6]].flatMap((one) => (one ? [one] : []))) {
      await page.goto(`${opened.url}${path}`)
      await page.waitForLoadState('networkidle')
      const total = await page.evaluate(() =>
        (window as unknown as { shifts: readonly number[] }).shifts.reduce((sum, one) => sum + one, 0),
      )
      expect({ path, shifted: total > 0.05 ? total : 0 }).toEqual({ path, shifted: 0 })
    }
  })
})
