import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { bringAxe, violations } from './support/axe.ts'
import { connectStore } from './support/connections.ts'
import { choose, save } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

const entryIsThere = (page: Page): Promise<void> => page.getByRole('listitem').getByText('Connection created').waitFor()

/** Each page, by what shows that it is there. */
const pagesOf = (id: string): readonly (readonly [path: string, shown: (page: Page) => Promise<unknown>])[] => [
  ['/', (page) => page.getByRole('row').filter({ hasText: 'Main store' }).waitFor()],
  ['/connections/new', (page) => page.getByRole('link', { name: 'Akeneo PIM' }).waitFor()],
  ['/connections/new/bigcommerce-rest', (page) => choose(page, 'Token')],
  ['/connections/new/bigcommerce-rest', (page) => choose(page, 'OAuth 2.0')],
  ['/connections/new/bigcommerce-rest', (page) => save(page)],
  [`/connections/${id}`, (page) => page.getByLabel(/^Access token/).waitFor()],
  [`/connections/${id}/activity`, entryIsThere],
  ['/oauth-clients', (page) => page.getByRole('heading', { name: 'No OAuth client yet' }).waitFor()],
  ['/activity', entryIsThere],
  ['/settings/api-keys', (page) => page.getByRole('heading', { name: 'No API key yet' }).waitFor()],
  ['/settings/keys', (page) => page.getByRole('button', { name: 'Rotate the data key' }).waitFor()],
  ['/settings/appearance', (page) => page.getByLabel('Language', { exact: true }).waitFor()],
  ['/settings/session', (page) => page.getByRole('button', { name: 'Sign out' }).waitFor()],
  ['/nowhere', (page) => page.getByRole('heading', { name: 'There is nothing here' }).waitFor()],
]

/** A test that goes through all of them takes longer than others. */
const ALL_PAGES_TIMEOUT_MS = 240_000

inChromium('every page', (browser) => {
  test.each(['light', 'dark'] as const)(
    'has nothing that axe finds wrong, in the %s theme',
    { timeout: ALL_PAGES_TIMEOUT_MS },
    async (colorScheme) => {
      const opened = await openConsole(browser(), { browser: { colorScheme } })
      await bringAxe(opened.context)
      const { id } = await connectStore(opened)
      const page = await opened.open()
      for (const [path, shown] of pagesOf(id)) {
        await page.goto(`${opened.url}${path}`)
        await shown(page)
        expect({ path, found: await violations(page) }).toEqual({ path, found: [] })
      }
    },
  )

  test.each([360, 2560])(
    'fits a window of %i pixels without scrolling sideways',
    { timeout: ALL_PAGES_TIMEOUT_MS },
    async (width) => {
      const opened = await openConsole(browser(), { browser: { viewport: { width, height: 800 } } })
      const { id } = await connectStore(opened, 'Main store')
      const page = await opened.open()
      for (const [path, shown] of pagesOf(id)) {
        await page.goto(`${opened.url}${path}`)
        await shown(page)
        // Tabs, and the titles that sort the list, have a line of their own there, which may be longer than the window.
        const scrolls = await page.evaluate(() =>
          [...document.querySelectorAll('*:not(thead *, [role=tablist])')]
            .filter((element) => {
              const { overflowX } = getComputedStyle(element)
              return (
                element.scrollWidth > element.clientWidth &&
                (element === document.documentElement || overflowX === 'auto')
              )
            })
            .map((element) => `${element.tagName}.${element.className}`),
        )
        expect({ path, scrolls }).toEqual({ path, scrolls: [] })
      }
    },
  )

  test('is in German where the browser asks for it, from the form to what was saved', async () => {
    const opened = await openConsole(browser(), { browser: { locale: 'de-DE' } })
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await page.getByRole('button', { name: 'Speichern und testen' }).waitFor()
    const { accessToken, clientId } = opened.account.store()
    await choose(page, 'Token')
    for (const [title, text] of [
      ['Name', 'Laden'],
      ['Store hash', GOOD],
      ['Access token', accessToken],
      ['Client ID', clientId],
    ] as const) {
      await page.getByRole('textbox', { name: `${title} (erforderlich)` }).fill(text)
    }
    await page.getByRole('button', { name: 'Speichern und testen' }).click()
    await page.getByText('Laden ist gespeichert und funktioniert.').waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
  })
})
