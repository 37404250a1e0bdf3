import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { GOOD, OTHER } from './support/accounts.ts'
import { field, fill, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'
import { isState, offered, pick, picked, saveSection, section, startSetup } from './support/setups.ts'

const WALK_TIMEOUT_MS = 180_000
const LIST = '/setups/of/unopim'

const credential = ({ account }: OpenedConsole, name: string, hash = GOOD) => {
  const { accessToken, clientId, clientSecret } = account.store(hash)
  return { name, storeHash: hash, clientId, clientSecret, accessToken }
}

/** Names in the list, in its order. */
const named = (page: Page): Promise<string[]> => page.getByRole('rowheader').allTextContents()

const shows = (page: Page, names: readonly string[]) =>
  expect.poll(() => named(page), { timeout: 20_000 }).toEqual(names)

inChromium('credentials of stores', (browser) => {
  test('are saved where their test passes, with defaults and mappings from lists of the store', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const page = await opened.open(LIST)
    await page.getByRole('heading', { name: 'None yet' }).waitFor()
    await page.getByRole('link', { name: 'Create UnoPim BigCommerce credentials' }).first().click()
    const { accessToken, clientId, clientSecret } = opened.account.store()
    const revoked = opened.account.store(GOOD, 'deleted')
    await fill(page, {
      Label: 'Production Store',
      'API URL': ` https://api.bigcommerce.com/stores/${GOOD}/v3/ `,
      'Client ID': clientId,
      'Client Secret': clientSecret,
      'Access Token': revoked.accessToken,
    })
    await opened.expectNothingKept(page)
    await save(page)
    await page
      .getByRole('alert')
      .getByText(/^The test failed/)
      .waitFor()
    expect(await field(page, 'API URL').inputValue()).toBe(`https://api.bigcommerce.com/stores/${GOOD}/`)
    expect(await opened.connform.setups.list()).toEqual([])
    await fill(page, { 'Access Token': accessToken })
    await save(page)
    await says(page, 'Production Store is saved and works.')
    await page.getByRole('heading', { level: 1, name: 'Production Store' }).waitFor()
    await isState(page, 'Credential', 'Done')

    await pick(page, 'Default Currency', 'USD')
    await page.getByRole('combobox', { name: /^Default Locale/ }).press('ArrowDown')
    await offered(page).first().click()
    await saveSection(page, 'Defaults')
    await says(page, 'Defaults is saved.')

    await page.getByRole('button', { name: 'Add a row to Currency Mapping' }).click()
    await pick(page, 'UnoPim currency, row 1', 'US Dollar')
    await saveSection(page, 'Mappings')
    const mappings = section(page, 'Mappings')
    await mappings.getByText('Nothing was saved: 1 thing to mend').waitFor()
    await mappings.getByText(/^Row 1 of Currency Mapping has one side alone/).waitFor()
    await pick(page, 'BigCommerce currency, row 1', 'USD')
    await page.getByRole('button', { name: 'Add a row to Currency Mapping' }).click()
    await page.getByRole('combobox', { name: 'UnoPim currency, row 2' }).press('ArrowDown')
    expect(await offered(page).allTextContents()).not.toContain('US DollarUSD')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove row 2 from Currency Mapping' }).click()
    await saveSection(page, 'Mappings')
    await says(page, 'Mappings is saved.')
    const [setup] = await opened.connform.setups.list()
    expect(setup?.settings).toMatchObject({ defaultCurrency: 'USD', currencyMapping: [{ from: 'USD', to: 'USD' }] })

    await page.getByRole('link', { name: 'Edit BigCommerce store' }).click()
    expect(await field(page, 'API URL').inputValue()).toBe(`https://api.bigcommerce.com/stores/${GOOD}/`)
    expect(await field(page, 'Client Secret').inputValue()).toBe('')
    await field(page, 'Label').fill('Main Store')
    await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Inactive' })
    await save(page)
    await says(page, /^Main Store is saved, and is switched off\./)
    await page.getByRole('heading', { level: 1, name: 'Main Store' }).waitFor()
    await isState(page, 'Mappings', 'Locked')
    await section(page, 'Mappings').getByText('BigCommerce store: the connection is switched off.').waitFor()
    expect(await picked(page, 'Default Currency')).toBe('USD')
  })

  test('stand in a list that is searched, sorted and filtered, and are deleted by name', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const { setups } = opened.connform
    await startSetup(opened, 'unopim', { store: credential(opened, 'Alpha') })
    await startSetup(opened, 'unopim', { store: { ...credential(opened, 'Bravo', OTHER), status: 'inactive' } })
    const page = await opened.open(LIST)
    await shows(page, ['Alpha', 'Bravo'])
    await row(page, 'Bravo').getByText('Inactive').waitFor()
    await row(page, 'Alpha').getByText('Works').waitFor()
    await page.getByRole('button', { name: 'Label', exact: true }).click()
    await shows(page, ['Bravo', 'Alpha'])
    await page.getByLabel('Status').selectOption({ label: 'Active' })
    await shows(page, ['Alpha'])
    await page.getByLabel('Status').selectOption({ label: 'Any status' })
    const search = page.getByRole('searchbox', { name: 'Search the label or the URL' })
    await search.fill(OTHER)
    await shows(page, ['Bravo'])
    await search.fill('nothing like it')
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
    await page.getByRole('button', { name: 'Clear search and filter' }).click()
    await shows(page, ['Bravo', 'Alpha'])

    await page.getByRole('button', { name: 'Delete Alpha' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete Alpha?' })
    await dialog.getByText(/^This ends future imports and exports through this credential/).waitFor()
    const name = dialog.getByLabel('Type Alpha to delete it')
    await name.fill('Bravo')
    await name.press('Enter')
    await dialog.getByText('This is not the name.').waitFor()
    await name.fill('Alpha')
    await dialog.getByRole('checkbox', { name: 'Keep the connections that it made' }).check()
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await says(page, 'Alpha is deleted.')
    await shows(page, ['Bravo'])
    expect((await setups.list()).length).toBe(1)
    expect((await opened.connform.connections.list()).connections.length).toBe(2)
    await page.goto(`${opened.url}/setups`)
    await page.getByRole('article', { name: 'UnoPim BigCommerce credentials' }).getByText('1 started').waitFor()
  })
})
