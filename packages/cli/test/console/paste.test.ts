import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { choose, field, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'

/** What the control panel lets people download once. */
const credentialsFile = (account: { accessToken: string; clientId: string; clientSecret: string }): string =>
  [
    `ACCESS TOKEN: ${account.accessToken}`,
    `CLIENT NAME: connform`,
    `API PATH: https://api.bigcommerce.com/stores/${GOOD}/v3/`,
    `CLIENT ID: ${account.clientId}`,
    `CLIENT SECRET: ${account.clientSecret}`,
  ].join('\r\n')

/** The files that read pasted texts. */
const READER = /\/assets\/bigcommerce-rest-[^/]*\.js$/

/** Holds back the code that reads pasted texts, until it is let go. */
async function holdReader({ context }: OpenedConsole): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await context.route(READER, async (route) => {
    await promise
    await route.continue()
  })
  return resolve
}

/** In the page: a disk that is slower than the network, until the page's `readFiles` is called. */
function holdFiles(): void {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { text } = Blob.prototype
  Blob.prototype.text = async function () {
    await promise
    return text.call(this)
  }
  Object.assign(window, { readFiles: resolve })
}

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

  test('a file that was chosen before the code that reads it had come, and is read after that, is not lost', async () => {
    const opened = await openConsole(browser())
    const release = await holdReader(opened)
    await opened.context.addInitScript(holdFiles)
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const buffer = Buffer.from(credentialsFile(opened.account.store()))
    await page.locator('input[type=file]').setInputFiles({ name: 'credentials.txt', mimeType: 'text/plain', buffer })
    const box = page.getByLabel('Paste what you have')
    await box.fill('nothing that is known')
    await box.press('Enter')
    release()
    await page.getByText('Nothing in this text belongs into the form.').waitFor()
    await page.evaluate(() => (window as unknown as { readFiles(): void }).readFiles())
    await page.getByText(/^Filled: Store hash, Access token, Client ID/).waitFor()
    expect(await box.inputValue()).toBe('nothing that is known')
  })

  test('a file and a text given before the code that reads them had come are both taken, and what is typed since stays', async () => {
    const opened = await openConsole(browser())
    const release = await holdReader(opened)
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const { clientId, accessToken } = opened.account.store()
    const buffer = Buffer.from(`ACCESS TOKEN: ${accessToken}\nCLIENT ID: ${clientId}`)
    const box = page.getByLabel('Paste what you have')
    await box.fill(`https://api.bigcommerce.com/stores/${GOOD}/v3/`)
    await box.press('Enter')
    await page.locator('input[type=file]').setInputFiles({ name: 'credentials.txt', mimeType: 'text/plain', buffer })
    await page.getByText('Reading…').waitFor()
    await box.fill('typed since')
    release()
    await page.getByText(/^Filled: Store hash, Access token, Client ID/).waitFor()
    expect(await field(page, 'Store hash').inputValue()).toBe(GOOD)
    expect(await box.inputValue()).toBe('typed since')
  })

  test('where the code that reads pasted texts does not come, that is said, and the text stays', async () => {
    const opened = await openConsole(browser())
    await opened.context.route(READER, (route) => route.abort('aborted'))
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const box = page.getByLabel('Paste what you have')
    await box.fill('an address of the store')
    await box.press('Enter')
    await page.getByText(/^What reads this text could not be loaded\./).waitFor()
    expect(await box.inputValue()).toBe('an address of the store')
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
