import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { choose, field, fill, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

/** While storefront tokens could still be made for servers. */
const ALLOWED = new Date('2026-06-30T12:00:00Z')

inChromium('a connection is created', (browser) => {
  test('to BigCommerce REST by Token, which an empty list leads to', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open()
    await page.getByRole('heading', { name: 'Connect your first system' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Create a connection' }).last().click()
    await page.getByRole('link', { name: 'BigCommerce REST' }).click()
    const { accessToken, clientId } = opened.account.store()
    await choose(page, 'Token')
    await fill(page, { Name: 'Main', 'Store hash': GOOD, 'Access token': accessToken, 'Client ID': clientId })
    await opened.expectNothingKept(page)
    await save(page)
    await says(page, 'Main is saved and works.')
    await row(page, 'Main').getByText('Works').waitFor()
    expect(await opened.connform.connections.list()).toMatchObject({
      connections: [{ name: 'Main', authType: 'token', status: 'active', lastTest: { cause: 'ok' } }],
    })
  })

  test('to BigCommerce REST by Basic, with the client ID and the access token under other names', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    const { accessToken, clientId } = opened.account.store()
    await choose(page, 'Basic')
    await fill(page, { Name: 'Main', 'Store hash': GOOD, Username: clientId, Password: accessToken })
    await opened.expectNothingKept(page)
    await save(page)
    await says(page, 'Main is saved and works.')
  })

  test('to BigCommerce GraphQL by Custom, whose tokens are made with the chosen scopes', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-graphql')
    await choose(page, 'Custom')
    await fill(page, { Name: 'Window', Subdomain: `store-${GOOD}`, 'Store hash': GOOD })
    await field(page, 'Access token').fill(opened.account.store().accessToken)
    await page.getByRole('checkbox', { name: /^Unauthenticated/ }).check()
    await save(page)
    await says(page, 'Window is saved and works.')
    expect(opened.sandbox.issued()).toMatchObject([{ kind: 'private', owner: GOOD, scopes: ['Unauthenticated'] }])
  })

  test('to BigCommerce GraphQL by Token, as long as that was allowed', async () => {
    let now = new Date()
    const opened = await openConsole(browser(), { clock: () => now })
    const page = await opened.open()
    now = ALLOWED
    await page.clock.setFixedTime(ALLOWED)
    await page.goto(`${opened.url}/connections/new/bigcommerce-graphql`)
    const token = opened.sandbox.issueStorefrontToken({ hash: GOOD, issuedAt: ALLOWED })
    await choose(page, 'Token')
    await fill(page, { Name: 'Window', Subdomain: `store-${GOOD}`, 'Store hash': GOOD, 'Access token': token })
    await save(page)
    await says(page, 'Window is saved and works.')
  })

  test('not by Token any more, and it is said since when and what to choose instead', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-graphql')
    const token = opened.sandbox.issueStorefrontToken({ hash: GOOD })
    await choose(page, 'Token')
    await fill(page, { Name: 'Window', Subdomain: `store-${GOOD}`, 'Store hash': GOOD, 'Access token': token })
    await save(page)
    const summary = page.getByRole('group', { name: '1 thing to mend before this can be saved' })
    expect(await summary.textContent()).toContain('made after 30 June 2026 do not work from servers')
    await page.getByText('Reauthorise the connection with the auth type Custom').waitFor()
    expect(await opened.connform.connections.list()).toEqual({ connections: [] })
  })

  test('to Akeneo PIM', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/akeneo-pim')
    const { host, clientId, clientSecret, username, password } = opened.account.pim()
    await fill(page, { Name: 'Products', 'PIM URL': `https://${host}`, 'Client ID': clientId, Secret: clientSecret })
    await fill(page, { Username: username, Password: password })
    await opened.expectNothingKept(page)
    await save(page)
    await says(page, 'Products is saved and works.')
  })

  test('for another purpose, with every scope of that purpose chosen at once', async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/connections/new/bigcommerce-rest')
    await choose(page, 'OAuth 2.0')
    const profiles = page.getByLabel('Scopes: For')
    const [, first = ''] = await profiles.locator('option').allTextContents()
    await profiles.selectOption({ label: first })
    expect(Number.parseInt((await page.getByText(/^\d+ of \d+ chosen$/).textContent()) ?? '', 10)).toBeGreaterThan(1)
  })
})
