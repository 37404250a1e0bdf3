import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { choose, field, fill, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'
import { isState } from './support/setups.ts'

const WALK_TIMEOUT_MS = 180_000

inChromium('a connection for flows', (browser) => {
  test('is authorised in a window by OAuth 2.0, with a client that is added on the way', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/setups/of/celigo-rest/new')
    const { clientId, clientSecret } = opened.account.app()
    await choose(page, 'OAuth 2.0')
    await page.getByRole('heading', { name: 'Create an app for OAuth 2.0' }).waitFor()
    await fill(page, { 'Name your connection': 'Orders', 'Store hash': GOOD })
    expect(await field(page, 'Redirect URL').inputValue()).toBe(`${opened.url}/api/v1/oauth/callback`)
    await page.getByRole('button', { name: 'Add an OAuth client' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add an OAuth client' })
    await fill(dialog, { Name: 'Our app', 'Client ID': clientId, 'Client secret': clientSecret })
    await dialog.getByRole('button', { name: 'Save client' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Edit Our app' }).waitFor()
    await page.getByLabel('Search Scopes').fill('Information')
    await page.getByRole('checkbox', { name: /read/i }).first().check()
    await save(page)
    await says(page, 'Orders is saved. Authorise it now.')
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
    await isState(page, 'Create connection', 'Open')
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Authorise', exact: true }).click(),
    ])
    await popup.getByRole('heading', { name: /^Sandbox App wants to connect/ }).waitFor()
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Approve' }).click()])
    await isState(page, 'Create connection', 'Done')
    await page.getByText('Ready', { exact: true }).waitFor()
  })

  test('asks for its secret again at each edit, and says where to look when the test fails', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/setups/of/celigo-graphql')
    await page.getByRole('link', { name: 'Create BigCommerce (GraphQL) connection' }).first().click()
    const { accessToken } = opened.account.store()
    await field(page, 'Name your connection').fill('Storefront')
    await choose(page, 'Custom')
    await fill(page, {
      Subdomain: opened.sandbox.stores.find(({ hash }) => hash === GOOD)?.subdomain ?? `store-${GOOD}`,
      'Store hash': GOOD,
      'Access token': opened.account.store(GOOD, 'deleted').accessToken,
    })
    await page
      .getByRole('checkbox', { name: /Unauthenticated/i })
      .first()
      .check()
    await save(page)
    const advice = 'Check that both Storefront API scopes of the API account are set to Manage.'
    await page.getByRole('alert').getByText(advice).waitFor()
    await fill(page, { 'Access token': accessToken })
    await save(page)
    await says(page, 'Storefront is saved and works.')
    await isState(page, 'Create connection', 'Done')

    await page.getByRole('link', { name: 'Edit BigCommerce' }).click()
    await page.getByPlaceholder('Type it again to save changes').waitFor()
    await field(page, 'Name your connection').fill('Shop')
    await save(page)
    await page.getByRole('group', { name: '1 thing to mend before this can be saved' }).waitFor()
  })
})
