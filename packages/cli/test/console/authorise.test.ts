import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { choose, field, fill, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'

/** Fills in and saves a connection by OAuth 2.0, with a client that is added on the way. */
async function saveToAuthorise(opened: OpenedConsole): Promise<Page> {
  const page = await opened.open('/connections/new/bigcommerce-rest')
  const { clientId, clientSecret } = opened.account.app()
  await choose(page, 'OAuth 2.0')
  await fill(page, { Name: 'App', 'Store hash': GOOD })
  await page.getByRole('button', { name: 'Add an OAuth client' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add an OAuth client' })
  await fill(dialog, { Name: 'Our app', 'Client ID': clientId, 'Client secret': clientSecret })
  await opened.expectNothingKept(page)
  await dialog.getByRole('button', { name: 'Save client' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await field(page, 'OAuth 2.0 client').locator('option:checked').textContent()).toContain('Our app')
  await page.getByLabel('Search Scopes').fill('Information')
  await page.getByRole('checkbox', { name: /read/i }).first().check()
  await save(page)
  await says(page, 'App is saved.')
  return page
}

async function openPopup(page: Page): Promise<Page> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Authorise', exact: true }).click(),
  ])
  await popup.getByRole('heading', { name: 'Sandbox App wants to connect to Cedar & Canvas' }).waitFor()
  return popup
}

inChromium('a connection that a person authorises', (browser) => {
  test('works once it is approved in the window, which closes and reports back', async () => {
    const opened = await openConsole(browser())
    const page = await saveToAuthorise(opened)
    const popup = await openPopup(page)
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Approve' }).click()])
    await page.getByText('Authorised. The connection works.').waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await row(page, 'App').getByText('Active').waitFor()
  })

  test('waits on where it is denied, and says so', async () => {
    const opened = await openConsole(browser())
    const page = await saveToAuthorise(opened)
    const popup = await openPopup(page)
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Deny' }).click()])
    await page.getByText('It was not authorised.').waitFor()
    expect(await opened.connform.connections.list()).toMatchObject({ connections: [{ status: 'pending' }] })
  })

  test('can be begun again where the window was closed', async () => {
    const opened = await openConsole(browser())
    const page = await saveToAuthorise(opened)
    await (await openPopup(page)).close()
    await page.getByText('The window was closed before the authorisation was finished.').waitFor()
    await openPopup(page)
  })

  test('shows the redirect URL that the provider must know, to be copied', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await choose(page, 'OAuth 2.0')
    expect(await field(page, 'Redirect URL').inputValue()).toBe(`${opened.url}/api/v1/oauth/callback`)
    await page.getByRole('button', { name: 'Copy Redirect URL' }).waitFor()
  })
})
