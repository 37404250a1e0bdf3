import { existsSync } from 'node:fs'
import { chromium, type Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import type { Example } from './run-example.ts'

/** Where Debian's package `chromium` puts it. */
const CHROMIUM = '/usr/bin/chromium'
const hasChromium = existsSync(CHROMIUM)

/** A test that drives a page in Chromium; skipped by name where there is none. */
export const inChromium = (title: string, test: () => Promise<void>): void =>
  it.skipIf(!hasChromium)(`${title}${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`, test, 60_000)

/** Opens an example's page. When the test ends, nothing went wrong in it, and its policy blocked nothing. */
export async function openPage(example: Example): Promise<Page> {
  const url = await example.url()
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const page = await browser.newPage()
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  page.on('pageerror', ({ message }) => void problems.push(message))
  page.on('console', (message) => {
    // A refused form is an answer to a person, which the browser logs as an error.
    if (message.type() === 'error' && !/status of 4(12|22)/.test(message.text())) problems.push(message.text())
  })
  page.on('response', async (response) => {
    if (/html|json/.test(response.headers()['content-type'] ?? '')) example.keep(await response.text().catch(() => ''))
  })
  onTestFinished(async () => {
    example.keep(await page.content())
    await browser.close()
    expect(problems).toEqual([])
  })
  await page.goto(url)
  return page
}
