import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { OTHER } from './support/accounts.ts'
import { fill, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { type OpenedConsole, openConsole } from './support/open-console.ts'
import { isState, pick, picked, saveSection, slotsOf, startSetup } from './support/setups.ts'

/** Each walks through every lock of a setup. */
const WALK_TIMEOUT_MS = 180_000

const PICTURE = { locale: 'en_US', channel: 'ecommerce', mainCategory: 'clothing' }

/** A field, what is chosen instead, and where it is saved. */
type Change = readonly [field: string, text: string, section: string]

const guardOf = (page: Page) => page.getByRole('dialog', { name: 'Change what was imported with?' })

/** Each locked setting asks before it changes; where the change is not meant, it stays as it was saved. */
async function refuseEach(page: Page, changes: readonly Change[]): Promise<void> {
  for (const [field, text, title] of changes) {
    const before = await picked(page, field)
    await pick(page, field, text)
    expect(await picked(page, field)).not.toBe(before)
    await saveSection(page, title)
    const guard = guardOf(page)
    await guard.getByText(`Changed: ${field}`).waitFor()
    await guard.getByText(/Clean up the BigCommerce store by hand first/).waitFor()
    await guard.getByText('Clean the data and keep the store', { exact: true }).waitFor()
    await guard.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await page.getByText(/^In use since/).waitFor()
    await expect.poll(() => picked(page, field), { timeout: 20_000 }).toBe(before)
  }
}

/** A setup that is in use, and its page. */
async function inUse(opened: OpenedConsole, document: string, settings: Readonly<Record<string, unknown>>) {
  const { setups } = opened.connform
  const id = await startSetup(opened, document, slotsOf(opened))
  const saved = await setups.save(id, settings)
  expect(saved.ok).toBe(true)
  await setups.markUsed(id)
  const page = await opened.open(`/setups/${id}`)
  await page.getByText(/^In use since/).waitFor()
  return { id, page, setups }
}

/** Both resets, from the end of the page. */
async function resetBoth(page: Page): Promise<void> {
  const danger = page.getByRole('region', { name: 'Danger' })
  for (const title of ['Clean the data and keep the store', 'Delete the store and start over']) {
    await danger.getByRole('button', { name: `Reset…: ${title}` }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
    await says(page, `Done: ${title}.`)
  }
}

inChromium('every lock', (browser) => {
  test('of the app asks before it changes: locale, channel, main category, storefront', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const choices = { ...PICTURE, currency: 'USD', storefront: '1', displayType: 'dropdown' }
    const { id, page, setups } = await inUse(opened, 'akeneo-app', choices)
    const storefronts = await setups.options(id, 'storefront')
    const another = storefronts.find(({ value }) => value !== '1')?.label ?? ''
    await refuseEach(page, [
      ['Locale', 'fr_FR', 'Store configuration'],
      ['Channel', 'mobile', 'Store configuration'],
      ['Main category', 'kitchen', 'Store configuration'],
      ['Storefront', another, 'Storefront'],
    ])
    expect((await setups.status(id)).setup).toMatchObject({ settings: choices, usedAt: expect.any(String) })
    await resetBoth(page)
  })

  test('of the connector asks before it changes: locale, channel, main category, PIM URL, store hash', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const { id, page, setups } = await inUse(opened, 'akeneo-connector-v1', PICTURE)
    await refuseEach(page, [
      ['Locale', 'fr_FR', 'Main configuration'],
      ['Channel', 'mobile', 'Main configuration'],
      ['Main category', 'kitchen', 'Main configuration'],
    ])

    const pim = opened.sandbox.pims.find(({ host }) => host !== 'pim.example.com')
    await page.getByRole('link', { name: 'Edit Akeneo PIM' }).click()
    await fill(page, {
      'PIM URL': `https://${pim?.host}`,
      'Client ID': pim?.clientId ?? '',
      Secret: pim?.clientSecret ?? '',
      Username: pim?.username ?? '',
      Password: pim?.password ?? '',
    })
    await save(page)
    await guardOf(page).getByText('Changed: Akeneo PIM · PIM URL').waitFor()
    await guardOf(page).getByText('Clean the data and keep the store', { exact: true }).waitFor()
    await guardOf(page).getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    expect((await setups.status(id)).setup).toMatchObject({ settings: PICTURE, usedAt: expect.any(String) })

    const other = opened.account.store(OTHER)
    await page.getByRole('link', { name: 'Edit BigCommerce store' }).click()
    await fill(page, { 'Client ID': other.clientId, 'Access Token': other.accessToken, 'Store hash': OTHER })
    await save(page)
    await guardOf(page).getByText('Delete the store and start over', { exact: true }).waitFor()
    await guardOf(page).getByRole('button', { name: 'Change and reset' }).click()
    await says(page, /^BigCommerce store is saved and works\. Reset: Delete the store and start over\./)
    await isState(page, 'PIM credentials', 'Open')
    await resetBoth(page)
    expect((await opened.connform.connections.list()).connections).toEqual([])
  })
})
