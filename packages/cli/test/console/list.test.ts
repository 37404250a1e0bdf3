import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { GOOD, OTHER } from './support/accounts.ts'
import { connect, REST, tokenForm } from './support/connections.ts'
import { says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'

/** Three connections, of which one is switched off. */
async function withThree(opened: OpenedConsole): Promise<void> {
  const { accessToken, clientId } = opened.account.store(OTHER)
  await connect(opened, REST, tokenForm(opened, 'Bravo'))
  await connect(opened, REST, { ...tokenForm(opened, 'Alpha'), storeHash: OTHER, accessToken, clientId })
  const { id } = await connect(opened, REST, tokenForm(opened, 'Charlie'))
  await opened.connform.connections.setStatus(id, 'inactive')
}

/** Waits until the list shows these, in this order. */
async function shows(page: Page, names: readonly string[]): Promise<void> {
  const count = names.length === 1 ? '1 connection' : `${names.length} connections`
  await page.getByRole('status').getByText(count, { exact: true }).waitFor()
  await expect
    .poll(
      async () => {
        const rows = await page
          .getByRole('table', { name: 'Connections' })
          .locator('tbody')
          .getByRole('row')
          .allTextContents()
        return rows.map((text) => /Alpha|Bravo|Charlie/.exec(text)?.[0])
      },
      { timeout: 20_000 },
    )
    .toEqual(names)
}

inChromium('the list of connections', (browser) => {
  test('is searched by name and by store hash, sorted by a column and filtered', async () => {
    const opened = await openConsole(browser())
    await withThree(opened)
    const page = await opened.open()
    await page.getByRole('button', { name: 'Name', exact: true }).click()
    await shows(page, ['Charlie', 'Bravo', 'Alpha'])
    await page.getByRole('button', { name: 'Name', exact: true }).click()
    await shows(page, ['Alpha', 'Bravo', 'Charlie'])

    const search = page.getByRole('searchbox', { name: 'Search the connections' })
    await search.fill(GOOD)
    await shows(page, ['Bravo', 'Charlie'])
    await search.fill('brav')
    await shows(page, ['Bravo'])
    await page.getByRole('button', { name: 'Clear search and filters' }).click()
    await page.getByLabel('Status').selectOption({ label: 'Inactive' })
    await shows(page, ['Charlie'])
    await page.reload()
    await shows(page, ['Charlie'])
    await search.fill('nothing like it')
    await page.getByRole('heading', { name: 'No connection matches' }).waitFor()
  })

  test('has a connection tested, and says what came of it', async () => {
    const opened = await openConsole(browser())
    await connect(opened, REST, tokenForm(opened, 'Bravo'))
    opened.sandbox.revoke(opened.account.store().accessToken)
    const page = await opened.open()
    await page.getByRole('button', { name: 'Test Bravo now' }).click()
    await says(page, /^Bravo: BigCommerce does not know this access token\./)
    await page.getByRole('row').filter({ hasText: 'Bravo' }).getByText('Credentials refused').waitFor()
  })

  test('deletes by name, says what that does not do, and undoes it', async () => {
    const opened = await openConsole(browser())
    await connect(opened, REST, tokenForm(opened, 'Bravo'))
    const page = await opened.open()
    await page.getByRole('button', { name: 'Delete Bravo' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete Bravo?' })
    await dialog.getByText('It does not delete anything in the connected system.').waitFor()
    const name = dialog.getByLabel('Type Bravo to delete it')
    await name.fill('Alpha')
    await name.press('Enter')
    await dialog.getByText('This is not the name.').waitFor()
    await name.fill('Bravo')
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await says(page, 'Bravo is deleted.')
    expect(await opened.connform.connections.list()).toEqual({ connections: [] })
    await page.getByRole('button', { name: 'Undo' }).click()
    await says(page, 'Bravo is back.')
    await page.getByRole('row').filter({ hasText: 'Bravo' }).waitFor()
  })

  test('offers to switch off instead of deleting', async () => {
    const opened = await openConsole(browser())
    await connect(opened, REST, tokenForm(opened, 'Bravo'))
    const page = await opened.open()
    await page.getByRole('button', { name: 'Delete Bravo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
    await says(page, /^Bravo is inactive\./)
    await page.getByRole('button', { name: 'More for Bravo' }).click()
    await page.getByRole('menuitem', { name: 'Activate' }).click()
    await says(page, 'Bravo is active.')
  })

  test('is at the address of a connection without its id, too, filtered as that says', async () => {
    const opened = await openConsole(browser())
    await withThree(opened)
    const page = await opened.open('/connections?search=brav')
    await shows(page, ['Bravo'])
    expect(new URL(page.url()).pathname).toBe('/')
  })
})
