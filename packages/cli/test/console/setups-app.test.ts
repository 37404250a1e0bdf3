import { expect, test } from 'vitest'
import { OTHER } from './support/accounts.ts'
import { fill, save, says } from './support/form.ts'
import { inChromium } from './support/in-chromium.ts'
import { openConsole } from './support/open-console.ts'
import {
  connectPim,
  connectStoreOf,
  isState,
  offered,
  pick,
  picked,
  saveSection,
  section,
  slotsOf,
  startSetup,
} from './support/setups.ts'

/** Each walks through a whole setup. */
const WALK_TIMEOUT_MS = 180_000

const APP = 'Akeneo App for BigCommerce'

inChromium('the setup of an app between a PIM and a store', (browser) => {
  test('goes from empty to ready, each section opening once its connection works', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const page = await opened.open('/setups')
    const card = page.getByRole('article', { name: APP })
    await card.getByText('Not started').waitFor()
    await card.getByRole('button', { name: `Start ${APP}` }).click()
    await page.getByRole('heading', { level: 1, name: APP }).waitFor()

    const configuration = section(page, 'Store configuration')
    await isState(page, 'Store configuration', 'Locked')
    await configuration.getByText('Akeneo PIM: nothing is connected yet.').waitFor()
    expect(await configuration.getByRole('combobox').first().isDisabled()).toBe(true)
    expect(await configuration.getByRole('button', { name: 'Save Store configuration' }).isDisabled()).toBe(true)
    await configuration.getByRole('link', { name: 'Go to Akeneo PIM' }).click()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Akeneo PIM')

    await page.getByRole('link', { name: 'Connect BigCommerce store' }).click()
    const revoked = opened.account.store(undefined, 'deleted')
    await fill(page, { 'Client ID': revoked.clientId, 'Access Token': revoked.accessToken, 'Store hash': 'ci4bzn8adz' })
    await save(page)
    const alert = page.getByRole('alert')
    await alert.getByText('The test failed: Credentials refused').waitFor()
    await alert.getByText(/^Check in BigCommerce that the API account still exists/).waitFor()
    expect((await opened.connform.connections.list()).connections).toEqual([])
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('button', { name: 'Leave without saving' }).click()

    await connectPim(page, opened)
    await isState(page, 'Akeneo PIM', 'Done')
    await isState(page, 'Store configuration', 'Open')
    await isState(page, 'Storefront', 'Locked')
    await connectStoreOf(page, opened)
    await isState(page, 'Storefront', 'Open')

    await saveSection(page, 'Store configuration')
    await configuration.getByText('Nothing was saved: 4 things to mend').waitFor()
    await pick(page, 'Channel', 'mobile')
    await page.getByRole('combobox', { name: /^Locale/ }).click()
    await page.getByText('1 option', { exact: true }).waitFor()
    expect(await offered(page).allTextContents()).toEqual([expect.stringContaining('en_US')])
    await page.keyboard.press('Escape')
    await pick(page, 'Channel', 'ecommerce')
    for (const [field, text] of [
      ['Locale', 'en_US'],
      ['Currency', 'USD'],
      ['Main category', 'clothing'],
    ] as const) {
      await pick(page, field, text)
    }
    await configuration.getByText('Not saved yet').waitFor()
    await saveSection(page, 'Store configuration')
    await says(page, 'Store configuration is saved.')
    await page.getByRole('combobox', { name: /^Storefront/ }).press('ArrowDown')
    await offered(page).first().click()
    await saveSection(page, 'Storefront')
    await says(page, 'Storefront is saved.')
    await page.getByRole('radio', { name: 'Dropdown' }).check()
    await saveSection(page, 'Display type for variants')
    await page.getByText('Everything is set up').waitFor()

    await page.goto(`${opened.url}/setups`)
    await card.getByText('Ready', { exact: true }).waitFor()
    await page.goto(`${opened.url}/activity`)
    await page.getByRole('listitem').getByText('Setup connected').first().waitFor()
    await page
      .getByRole('link', { name: `Setup: ${APP}` })
      .first()
      .click()
    await page.getByRole('heading', { level: 1, name: APP }).waitFor()

    opened.sandbox.revoke(opened.account.store().accessToken)
    await page.getByRole('button', { name: 'Test BigCommerce store' }).click()
    await alert.getByText('The test failed: Credentials refused').waitFor()
    await alert.getByText(/^Look for a space before or after each text/).waitFor()
    await isState(page, 'Storefront', 'Locked')
    await section(page, 'BigCommerce credentials').getByText('Does not work').waitFor()
  })

  test('asks before a change of what was imported with, and each reset forgets what it says', {
    timeout: WALK_TIMEOUT_MS,
  }, async () => {
    const opened = await openConsole(browser())
    const { setups, connections } = opened.connform
    const id = await startSetup(opened, 'akeneo-app', slotsOf(opened))
    const choices = { locale: 'en_US', channel: 'ecommerce', currency: 'USD', mainCategory: 'clothing' }
    await setups.save(id, { ...choices, storefront: '1', displayType: 'dropdown' })
    const page = await opened.open(`/setups/${id}`)
    await page.getByRole('button', { name: 'First import done' }).click()
    await says(page, 'Noted: the first import is done.')
    await page.getByText(/^In use since/).waitFor()
    await section(page, 'Store configuration')
      .getByText(/^Locked since the first import/)
      .first()
      .waitFor()

    await pick(page, 'Locale', 'fr_FR')
    await saveSection(page, 'Store configuration')
    const guard = page.getByRole('dialog', { name: 'Change what was imported with?' })
    await guard.getByText('Changed: Locale').waitFor()
    await guard.getByText(/Clean up the BigCommerce store by hand first/).waitFor()
    await guard.getByRole('button', { name: 'Cancel' }).click()
    expect(await picked(page, 'Locale')).toMatch(/fr_FR/)
    expect((await setups.status(id)).setup.settings).toMatchObject(choices)
    await saveSection(page, 'Store configuration')
    await guard.getByRole('button', { name: 'Change and reset' }).click()
    await says(page, /^Store configuration is saved\. Reset: Clean the data and keep the store\./)
    expect((await setups.status(id)).setup).toMatchObject({ usedAt: null, settings: { locale: 'fr_FR' } })

    await page.getByRole('button', { name: 'First import done' }).click()
    await page.getByText(/^In use since/).waitFor()
    const other = opened.account.store(OTHER)
    await page.getByRole('link', { name: 'Edit BigCommerce store' }).click()
    await page
      .getByRole('dialog')
      .getByText(/^Locked since the first import/)
      .waitFor()
    await fill(page, { 'Client ID': other.clientId, 'Access Token': other.accessToken, 'Store hash': OTHER })
    await save(page)
    await guard.getByText('Delete the store and start over', { exact: true }).waitFor()
    await guard.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByLabel(/^Store hash/).inputValue()).toBe(OTHER)
    expect((await setups.status(id)).setup.usedAt).not.toBeNull()
    await save(page)
    await guard.getByRole('button', { name: 'Change and reset' }).click()
    await says(page, /^BigCommerce store is saved and works\. Reset: Delete the store and start over\./)
    await isState(page, 'Akeneo PIM', 'Open')
    expect(await setups.status(id)).toMatchObject({
      setup: { settings: {} },
      slots: [{ state: 'empty' }, { state: 'works' }],
    })

    await setups.connect(id, 'pim', slotsOf(opened).pim)
    await setups.save(id, {
      ...choices,
      storefront: (await setups.options(id, 'storefront'))[0]?.value,
      displayType: 'dropdown',
    })
    await setups.markUsed(id)
    const store = (await setups.status(id)).setup.slots['store']?.connection?.id ?? ''
    const { accessToken, clientId } = opened.account.store()
    await connections.update(store, { storeHash: 'ci4bzn8adz', accessToken, clientId })
    await page.reload()
    const banner = page.getByRole('alert').filter({ hasText: 'Cleaning is due' })
    await banner.getByText(/BigCommerce store · Store hash/i).waitFor()
    await banner.getByRole('button', { name: 'Delete the store and start over…' }).click()
    await page.getByRole('dialog').getByText('The connections that were made here, with their secrets').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()

    const danger = page.getByRole('region', { name: 'Danger' })
    await danger.getByRole('button', { name: 'Reset…: Clean the data and keep the store' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
    await says(page, 'Done: Clean the data and keep the store.')
    await banner.waitFor({ state: 'detached' })
    await isState(page, 'Store configuration', 'Open')
    await isState(page, 'BigCommerce credentials', 'Done')
    await danger.getByRole('button', { name: 'Reset…: Delete the store and start over' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Reset', exact: true }).click()
    await says(page, 'Done: Delete the store and start over.')
    await isState(page, 'BigCommerce credentials', 'Open')
    expect((await connections.list()).connections).toEqual([])

    await danger.getByRole('button', { name: `Delete ${APP}` }).click()
    const removal = page.getByRole('dialog', { name: `Delete ${APP}?` })
    await removal.getByText(/^This forgets the configuration and stops all imports/).waitFor()
    await removal.getByLabel(`Type ${APP} to delete it`).fill(APP)
    await removal.getByRole('button', { name: 'Delete', exact: true }).click()
    await says(page, `${APP} is deleted.`)
    await page.getByRole('button', { name: `Start ${APP}` }).waitFor()
  })
})
