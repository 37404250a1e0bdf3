import { expect, test } from 'vitest'
import { GOOD } from './support/accounts.ts'
import { connect, GRAPHQL } from './support/connections.ts'
import { field, row, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'

/** The last day on which storefront tokens were made for servers. */
const ALLOWED = new Date('2026-06-30T12:00:00Z')

inChromium('reauthorising', (browser) => {
  test('a notice with its date leads in one step to Custom, and the connection keeps its id', async () => {
    let now = ALLOWED
    const opened = await openConsole(browser(), { clock: () => now })
    const accessToken = opened.sandbox.issueStorefrontToken({
      hash: GOOD,
      issuedAt: ALLOWED,
      expiresAt: new Date('2050-01-01T00:00:00Z'),
    })
    const form = { name: 'Window', authType: 'token', subdomain: `store-${GOOD}`, storeHash: GOOD, accessToken }
    const { id } = await connect(opened, GRAPHQL, form)
    now = new Date()
    const page = await opened.open()
    await row(page, 'Window').getByText('Token ends 31 Mar 2027').waitFor()
    await page.getByRole('link', { name: /^Fix Window/ }).click()
    await page.getByRole('heading', { name: 'Reauthorise with Custom' }).waitFor()
    expect(await field(page, 'Name').count()).toBe(0)
    await field(page, 'Access token').fill(opened.account.store().accessToken)
    await page.getByRole('checkbox', { name: /^Unauthenticated/ }).check()
    await save(page)
    await says(page, /^Window is reauthorised and works\./)
    expect(await opened.connform.connections.get(id)).toMatchObject({
      authType: 'custom',
      notices: [],
      status: 'active',
    })
    await row(page, 'Window').getByText('Token ends 31 Mar 2027').waitFor({ state: 'detached' })
  })
})
