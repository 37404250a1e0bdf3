import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'

/** Where Debian's package `chromium` puts it. */
export const CHROMIUM = '/usr/bin/chromium'

export const CHROMIUM_ARGUMENTS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-gpu-rasterization',
  '--disable-background-networking',
]

export const hasChromium = existsSync(CHROMIUM)

/** A page of a real browser, closed with the test. */
export async function openPage(): Promise<Page> {
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [...CHROMIUM_ARGUMENTS],
  })
  onTestFinished(() => browser.close())
  return browser.newPage()
}
