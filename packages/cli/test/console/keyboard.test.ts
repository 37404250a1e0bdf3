import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { focused, tabTo } from './support/keys.ts'
import { openConsole } from './support/open-console.ts'

inChromium('without a mouse', (browser) => {
  test('one gets from the link to a saved connection', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open()
    await page.getByRole('heading', { name: 'Connect your first system' }).waitFor()
    await tabTo(page, /^Create a connection/)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'BigCommerce REST' }).waitFor()
    await tabTo(page, /^BigCommerce REST/)
    await page.keyboard.press('Enter')
    await page.getByLabel(/^Name/).waitFor()
    await tabTo(page, /^Name/)
    await page.keyboard.type('Main')
    await tabTo(page, /^OAuth 2.0|^Token/)
    while (!(await page.getByRole('radio', { name: 'Token' }).isChecked())) await page.keyboard.press('ArrowRight')
    const { accessToken, clientId } = opened.account.store()
    for (const [name, text] of [
      [/^Store hash/, GOOD],
      [/^Access token/, accessToken],
      [/^Client ID/, clientId],
    ] as const) {
      await tabTo(page, name)
      await page.keyboard.type(text)
    }
    await tabTo(page, /^Save and test/)
    await page.keyboard.press('Enter')
    await says(page, 'Main is saved and works.')
  })

  test('Escape closes a panel and gives the focus back to what opened it', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open()
    await page.getByRole('heading', { name: 'Connect your first system' }).waitFor()
    await tabTo(page, /^Create a connection/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Create connection' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused(page)).toMatch(/^Create a connection/)
  })

  test('the first stop skips to the content', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open()
    await page.getByRole('heading', { name: 'Connect your first system' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})
