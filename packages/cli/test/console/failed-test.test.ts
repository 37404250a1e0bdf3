import { expect, test } from 'vitest'
import { GOOD, OTHER } from './support/accounts.ts'
import { choose, field, fill, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'

/** A filled form whose account belongs to another store. */
async function withWrongStore(opened: OpenedConsole) {
  const page = await opened.open('/connections/new/bigcommerce-rest')
  const { accessToken, clientId } = opened.account.store()
  await choose(page, 'Token')
  await fill(page, { Name: 'Main', 'Store hash': OTHER, 'Access token': accessToken, 'Client ID': clientId })
  await save(page)
  const finding = page.getByRole('alert').filter({ hasText: 'The test failed' })
  await finding.waitFor()
  return { page, finding }
}

inChromium('a test that fails', (browser) => {
  test('says its cause in a sentence and what to do in the next, and stores nothing', async () => {
    const opened = await openConsole(browser())
    const { page, finding } = await withWrongStore(opened)
    const words = await finding.textContent()
    expect(words).toContain('The test failed: ')
    expect(words).toContain('What to do')
    await page.getByText('Nothing was saved. What you typed is still here.').waitFor()
    expect(await field(page, 'Name').inputValue()).toBe('Main')
    expect(await opened.connform.connections.list()).toEqual({ connections: [] })
  })

  test('shows its steps, each with how it went in words', async () => {
    const { page } = await withWrongStore(await openConsole(browser()))
    const steps = await page.getByRole('region', { name: 'Test' }).getByRole('listitem').allTextContents()
    expect(steps[0]).toMatch(/^Reading the store: failed/)
  })

  test('has hints that put the cursor where the fix is, and works once it is made there', async () => {
    const { page, finding } = await withWrongStore(await openConsole(browser()))
    await finding.getByRole('button', { name: 'Go to Store hash' }).first().click()
    const hash = field(page, 'Store hash')
    expect(await hash.evaluate((input) => input === document.activeElement)).toBe(true)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(GOOD)
    await save(page)
    await says(page, 'Main is saved and works.')
  })

  test('can be saved all the same, marked with what is wrong', async () => {
    const { page } = await withWrongStore(await openConsole(browser()))
    await page.getByRole('button', { name: 'Save anyway and mark it' }).click()
    await says(page, 'Main is saved and marked as failing.')
    await row(page, 'Main').getByText('Failing').waitFor()
  })

  test('names the permissions that are missing for a purpose', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const { accessToken, clientId } = opened.account.store(GOOD, 'store information only')
    await choose(page, 'Token')
    await fill(page, { Name: 'Main', 'Store hash': GOOD, 'Access token': accessToken, 'Client ID': clientId })
    await page.getByLabel('Also test the scopes for').selectOption('akeneo-app')
    await save(page)
    const finding = page.getByRole('alert').filter({ hasText: 'The test failed: Permission missing' })
    await finding.getByText('Missing scopes: store_v2_products').waitFor()
  })

  test('is not made at all before what is left out is filled in, to which a list of links leads', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await choose(page, 'Token')
    await field(page, 'Name').fill('Main')
    await save(page)
    const summary = page.getByRole('group', { name: '3 things to mend before this can be saved' })
    await summary.waitFor()
    expect(await summary.evaluate((group) => group === document.activeElement)).toBe(true)
    await summary.getByRole('link').nth(1).click()
    expect(await field(page, 'Access token').evaluate((input) => input === document.activeElement)).toBe(true)
    expect(opened.sandbox.requests()).toEqual([])
  })
})
