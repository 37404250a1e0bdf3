import axe, { type AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

/** Brings axe into every page of a context from here on, past the policy that lets no foreign script in. */
export const bringAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: axe.source })

/** What axe finds wrong with the page as it stands: rule and elements. */
export async function violations(page: Page): Promise<string[]> {
  const results = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: { run(): Promise<unknown> } }
    return (await inPage.run()) as { violations: { id: string; nodes: { target: unknown; html: string }[] }[] }
  })
  return (results as Pick<AxeResults, 'violations'>).violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${String(target)} ${html.slice(0, 120)}`),
  )
}
