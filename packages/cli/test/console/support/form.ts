import type { Locator, Page } from 'playwright-core'

/** The control of a field, by the words that begin its label. */
export const field = (page: Page | Locator, title: string): Locator => page.getByLabel(new RegExp(`^${title}(\\W|$)`))

/** Fills text fields in the given order. */
export async function fill(page: Page | Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [title, value] of Object.entries(values)) await field(page, title).fill(value)
}

export const choose = (page: Page, authType: string): Promise<void> =>
  page.getByRole('radio', { name: authType, exact: true }).check()

export const save = (page: Page): Promise<void> => page.getByRole('button', { name: 'Save and test' }).click()

/** Waits for a message that goes by, such as that something was saved. */
export const says = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor()

/** The row of a connection in the list. */
export const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })
