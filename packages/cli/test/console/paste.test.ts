import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { choose, field, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

/** What the control panel lets people download once. */
const credentialsFile = (account: { accessToken: string; clientId: string; clientSecret: string }): string =>
  [
    `ACCESS TOKEN: ${account.accessToken}`,
    `CLIENT NAME: connform`,
    `API PATH: https://api.bigcommerce.com/stores/${GOOD}/v3/`,
    `CLIENT ID: ${account.clientId}`,
    `CLIENT SECRET: ${account.clientSecret}`,
  ].join('\r\n')

inChromium('pasting', (browser) => {
  test('the whole credentials file fills the form, which says so and can be saved', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const box = page.getByLabel('Paste what you have')
    await box.fill(credentialsFile(opened.account.store()))
    await box.press('Enter')
    await page.getByText(/^Filled: Store hash, Access token, Client ID/).waitFor()
    expect(await page.getByRole('radio', { name: 'Token' }).isChecked()).toBe(true)
    expect(await field(page, 'Store hash').inputValue()).toBe(GOOD)
    await opened.expectNothingKept(page)
    await field(page, 'Name').fill('Main')
    await save(page)
    await says(page, 'Main is saved and works.')
  })

  test('a dropped or chosen file does the same', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const buffer = Buffer.from(credentialsFile(opened.account.store()))
    await page.locator('input[type=file]').setInputFiles({ name: 'credentials.txt', mimeType: 'text/plain', buffer })
    await page.getByText(/^Filled: Store hash, Access token, Client ID/).waitFor()
  })

  test('an API path fills the store hash, and what stood there can be put back', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await choose(page, 'Token')
    const hash = field(page, 'Store hash')
    await hash.fill('abc123xyz')
    const box = page.getByLabel('Paste what you have')
    await box.fill(`https://api.bigcommerce.com/stores/${GOOD}/v3/`)
    await box.press('Enter')
    await page.getByText('Filled Store hash from the pasted text.').waitFor()
    expect(await hash.inputValue()).toBe(GOOD)
    await page.getByRole('button', { name: 'Undo the change of Store hash' }).click()
    expect(await hash.inputValue()).toBe('abc123xyz')
  })

  test('what belongs nowhere is said to, and changes nothing', async () => {
    const opened = await openConsole(browser())
    opened.keepSecret('canary-pasted-by-mistake')
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const box = page.getByLabel('Paste what you have')
    await box.fill('canary-pasted-by-mistake')
    await box.press('Enter')
    await page.getByText('Nothing in this text belongs into the form.').waitFor()
    await opened.expectNothingKept(page)
  })

  test('spaces around a value are taken away, and it is said', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await choose(page, 'Token')
    const hash = field(page, 'Store hash')
    await hash.fill(` ${GOOD} `)
    await hash.press('Tab')
    await page.getByRole('button', { name: 'Undo the change of Store hash' }).waitFor()
    expect(await hash.inputValue()).toBe(GOOD)
  })

  test('a guide follows the focus, and its link leads back', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await field(page, 'Store hash').focus()
    await page.getByRole('heading', { name: 'Find your store hash' }).waitFor()
    await page.getByRole('button', { name: 'How to find Store hash' }).click()
    await page.getByRole('button', { name: 'Back to Store hash' }).click()
    expect(await field(page, 'Store hash').evaluate((input) => input === document.activeElement)).toBe(true)
  })
})
