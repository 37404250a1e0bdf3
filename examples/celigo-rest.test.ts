import { fixtureApps, fixtureStores } from '@connform/sandbox'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inChromium, openPage } from './support/in-chromium.ts'
import { runExample } from './support/run-example.ts'

const STORE = fixtureStores[0]!
const start = () => openPage(runExample('celigo-rest/celigo-rest.mjs'))

const field = (page: Page, title: string) => page.getByLabel(new RegExp(`^${title}\\*?$`))
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Opens the panel for a new connection, with a name and an auth type. */
async function create(page: Page, name: string, authType: string): Promise<void> {
  await press(page, 'Create connection')
  await field(page, 'Name your connection').fill(name)
  await field(page, 'Auth type').selectOption({ label: authType })
}

inChromium('The panel asks for what an auth type needs, and for secrets again at each edit', async () => {
  const page = await start()
  const { clientId, accessToken } = STORE.tokens[0]!
  const { accessToken: revoked } = STORE.tokens.find((token) => token.revoked)!
  await create(page, 'Orders of the shop', 'Basic')
  await field(page, 'Password').waitFor()
  expect(await field(page, 'Access token').count()).toBe(0)
  await field(page, 'Auth type').selectOption({ label: 'Token' })
  await field(page, 'Client ID').fill(clientId)
  await field(page, 'Store hash').fill(STORE.apiPath)
  await field(page, 'Access token').fill(revoked)
  await press(page, 'Save')
  await page.locator('.bad').waitFor()
  expect(await page.getByText('Orders of the shop, token').count()).toBe(0)
  await field(page, 'Access token').fill(accessToken)
  await press(page, 'Save')
  await page.getByText('Orders of the shop, token, active').waitFor()

  await press(page, 'Edit Orders of the shop')
  await field(page, 'Name your connection').fill('Orders')
  expect(await field(page, 'Access token').inputValue()).toBe('')
  await press(page, 'Save')
  await page.getByText(/Type Access token again/).waitFor()
  await field(page, 'Access token').fill(accessToken)
  await press(page, 'Save')
  await page.getByText('Orders, token, active').waitFor()
})

inChromium('The panel adds and changes an OAuth 2.0 client, shows the redirect URL, and is authorised', async () => {
  const page = await start()
  await create(page, 'Products of the shop', 'OAuth 2.0')
  expect(await field(page, 'Redirect URL').inputValue()).toBe(`${page.url()}callback`)
  const { clientId, clientSecret } = fixtureApps[0]!
  await press(page, '+')
  await field(page, 'Client name').fill('My app')
  await page.getByRole('button', { name: 'Save client', exact: true }).click()
  await page.locator('.bad').first().waitFor()
  await field(page, 'Client ID').fill(clientId)
  await field(page, 'Client secret').fill(clientSecret)
  await press(page, 'Save client')
  await page.getByRole('option', { name: 'My app' }).waitFor({ state: 'attached' })
  await press(page, '✎')
  await field(page, 'Client name').fill('App of the shop')
  await press(page, 'Save client')
  await page.getByRole('option', { name: 'App of the shop' }).waitFor({ state: 'attached' })

  await page.getByLabel('Information & Settings: read-only').check()
  await field(page, 'Store hash').fill(STORE.hash)
  await press(page, 'Save')
  await page.getByText('Products of the shop, oauth2, pending').waitFor()
  await press(page, 'Authorise Products of the shop')
  await page.getByRole('button', { name: /approve|confirm/i }).click()
  await page.getByText('Products of the shop, oauth2, active').waitFor()
})
