import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { CHROMIUM, CHROMIUM_ARGUMENTS, hasChromium } from '../../support/chromium.ts'

/** Of one test: it starts servers and a browser's context, and goes through several pages. */
const TIMEOUT_MS = 90_000

/** Tests that share one browser; each has a context of its own in it. Skipped by name where there is none. */
export function inChromium(title: string, tests: (browser: () => Browser) => void): void {
  const name = `${title}${hasChromium ? '' : ` (skipped: ${CHROMIUM} is not installed)`}`
  describe.skipIf(!hasChromium)(name, { timeout: TIMEOUT_MS }, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGUMENTS] })
    })
    afterAll(() => browser?.close())
    tests(() => {
      if (browser === undefined) throw new Error('The browser is not open yet.')
      return browser
    })
  })
}
