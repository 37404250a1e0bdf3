import type { Page } from 'playwright-core'

/** More stops than any page has. */
const MAX_STOPS = 80

/** What the element with the focus is called. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : []
    return [element?.getAttribute('aria-label'), ...labels, element?.textContent].find(Boolean) ?? ''
  })

/** Presses Tab until the focus is on what is called so. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let stop = 0; stop < MAX_STOPS; stop++) {
    await page.keyboard.press('Tab')
    const found = await focused(page)
    if (name.test(found)) return
    passed.push(found)
  }
  throw new Error(`Tab does not come to ${name}; it comes to: ${passed.join(' | ')}`)
}
