import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { GOOD } from './support/accounts.ts'
import { browserOfFile } from './support/browser-of-file.ts'
import { openConsole } from './support/open-console.ts'

describe.skipIf(!hasChromium)('creating (skipped where /usr/bin/chromium is not installed)', () => {
  const browser = browserOfFile()

  test('REST by Token', async () => {
    const console = await openConsole(browser())
    const page = await console.open('/connections/new')
    await page.screenshot({ path: '/tmp/scratch-serve/a.png' })
    await page.getByRole('link', { name: 'BigCommerce REST' }).click()
    await page.getByLabel('Name').waitFor()
    await page.screenshot({ path: '/tmp/scratch-serve/b.png' })
    const { accessToken, clientId } = console.account.store()
    await page.getByLabel('Name').fill('Main store')
    await page.getByRole('radio', { name: 'Token' }).check()
    await page.getByLabel('Store hash').fill(GOOD)
    await page.getByLabel('Access token').fill(accessToken)
    await page.getByLabel('Client ID').fill(clientId)
    await console.expectNothingKept(page)
    await page.getByRole('button', { name: 'Save and test' }).click()
    await page.screenshot({ path: '/tmp/scratch-serve/c.png' })
    await page.getByText('Main store is saved and works.').waitFor()
    await page.screenshot({ path: '/tmp/scratch-serve/d.png' })
  })
})
