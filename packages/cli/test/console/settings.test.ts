import { expect, test } from 'vitest'
import { connectStore } from './support/connections.ts'
import { field, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

inChromium('settings', (browser) => {
  test('an API key is made, shown once, used and revoked', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/settings/api-keys')
    await page.getByRole('button', { name: 'Create API key' }).click()
    const panel = page.getByRole('dialog', { name: 'Create an API key' })
    await field(panel, 'Name').fill('Order import')
    await panel.getByRole('radio', { name: /^Viewer/ }).check()
    await panel.getByRole('button', { name: 'Create key' }).click()
    const secret = await panel.getByRole('textbox', { name: 'API key' }).inputValue()
    opened.keepSecret(secret, /^response POST .*\/api-keys$/)
    await panel.getByRole('button', { name: 'I have copied it' }).click()
    await opened.expectNothingKept(page)

    const call = () => fetch(`${opened.url}/api/v1/connections`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await call()).status).toBe(200)
    await page.getByRole('button', { name: 'Revoke Order import' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
    await says(page, 'Order import is revoked.')
    await page.getByRole('row').filter({ hasText: 'Order import' }).getByText('Revoked').waitFor()
    expect((await call()).status).toBe(401)
  })

  test('the data key is rotated, and it is said how many secrets were sealed anew', async () => {
    const opened = await openConsole(browser())
    const { id } = await connectStore(opened)
    const page = await opened.open('/settings/keys')
    await page.getByRole('button', { name: 'Rotate the data key' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
    await page.getByText('Done: 1 secret was sealed anew.').waitFor()
    expect(await opened.connform.connections.test(id)).toMatchObject({ cause: 'ok' })
  })

  test('a language and a theme are chosen, and remembered in this browser', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/settings/appearance')
    await page.getByRole('radio', { name: 'Dark' }).check()
    await page.getByLabel('Language', { exact: true }).selectOption({ label: 'Deutsch' })
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    expect(
      await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['theme']]),
    ).toEqual(['de', 'dark'])
  })
})
