import type { Locator, Page } from 'playwright-core'
import { GOOD } from './accounts.ts'
import { fill, save, says } from './form.ts'
import type { OpenedConsole } from './open-console.ts'

/** What the list that is open offers. */
export const offered = (page: Page): Locator => page.getByRole('main').getByRole('option')

/** Chooses in a list that is searched by typing: what stands first for the text. */
export async function pick(page: Page, field: string, text: string): Promise<void> {
  const control = page.getByRole('combobox', { name: new RegExp(`^${field}(\\W|$)`) })
  await control.fill(text)
  await offered(page).first().waitFor()
  await control.press('Enter')
  await offered(page).first().waitFor({ state: 'detached' })
}

/** What stands in a list that is searched by typing. */
export const picked = (page: Page, field: string): Promise<string> =>
  page.getByRole('combobox', { name: new RegExp(`^${field}(\\W|$)`) }).inputValue()

/** The part of the page of a setup with this heading. */
export const section = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

/** Waits until a section is in a state. */
export const isState = (page: Page, title: string, state: string): Promise<void> =>
  section(page, title).getByText(state, { exact: true }).waitFor()

/** Connects the PIM of a setup, by hand. */
export async function connectPim(page: Page, { account }: OpenedConsole): Promise<void> {
  const { host, clientId, clientSecret, username, password } = account.pim()
  await page.getByRole('link', { name: 'Connect Akeneo PIM' }).click()
  await fill(page, {
    'PIM URL': `https://${host}`,
    'Client ID': clientId,
    Secret: clientSecret,
    Username: username,
    Password: password,
  })
  await save(page)
  await says(page, 'Akeneo PIM is saved and works.')
}

/** Connects the store of a setup, by hand. */
export async function connectStoreOf(page: Page, { account }: OpenedConsole): Promise<void> {
  const { accessToken, clientId } = account.store()
  await page.getByRole('link', { name: 'Connect BigCommerce store' }).click()
  await fill(page, { 'Client ID': clientId, 'Access Token': accessToken, 'Store hash': GOOD })
  await save(page)
  await says(page, 'BigCommerce store is saved and works.')
}

/** Saves a section. */
export async function saveSection(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Save ${title}`, exact: true }).click()
}

/** A setup that is there without the pages, with what its slots are connected by. */
export async function startSetup(
  { connform }: OpenedConsole,
  document: string,
  slots: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
): Promise<string> {
  const [first, ...others] = Object.entries(slots)
  const connect = first && { connect: { slot: first[0], input: first[1] } }
  const started = await connform.setups.start(document, { ...connect })
  if (!started.ok) throw new Error(`Nothing was started: ${JSON.stringify(started.issues)}`)
  const { id } = started.setup
  for (const [slot, input] of others) {
    const result = await connform.setups.connect(id, slot, input)
    if (!result.ok) throw new Error(`Nothing was connected: ${JSON.stringify(result.issues)}`)
  }
  return id
}

/** Forms of the slots of a setup between a PIM and a store. */
export function slotsOf({ account }: OpenedConsole, hash = GOOD) {
  const { host, clientId, clientSecret, username, password } = account.pim()
  const { accessToken, clientId: storeClient } = account.store(hash)
  return {
    pim: { url: `https://${host}`, clientId, clientSecret, username, password },
    store: { clientId: storeClient, accessToken, storeHash: hash },
  }
}
