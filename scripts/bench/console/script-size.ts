import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import type { Table } from '../report.ts'
import type { Console } from './open-console.ts'

const MOST_KILOBYTES = 180

/** What a browser is sent of script before the list is there, and what comes when a form is opened. */
export async function scriptSize({ url, newPage }: Console): Promise<Table> {
  const page = await newPage()
  const answers = watchScripts(page)
  await page.goto(url)
  await page.locator('tr.list-row').first().waitFor()
  await page.waitForLoadState('networkidle')
  const first = await sizeOf(answers.splice(0))
  await page.goto(`${url}/connections/new/bigcommerce-rest`)
  await page.getByRole('radio', { name: 'Token' }).check()
  await page.waitForLoadState('networkidle')
  const whole = await sizeOf(answers)
  await page.context().close()
  return {
    title: 'Script of the console',
    head: ['', 'files', 'gzip'],
    rows: [
      ['the list', String(first.files), `${first.kilobytes.toFixed(1)} kB`],
      ['the list with a form over it', String(whole.files), `${whole.kilobytes.toFixed(1)} kB`],
    ],
    verdicts: [
      {
        reached: first.kilobytes <= MOST_KILOBYTES && first.kilobytes < whole.kilobytes,
        text: `${first.kilobytes.toFixed(1)} kB before a form is opened (aim: at most ${MOST_KILOBYTES} kB, forms not among them)`,
      },
    ],
    notes: ['Every script that the browser fetches until nothing is on its way, with the compression of gzip -9.'],
  }
}

function watchScripts(page: Page): Response[] {
  const answers: Response[] = []
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') answers.push(answer)
  })
  return answers
}

async function sizeOf(answers: readonly Response[]): Promise<{ files: number; kilobytes: number }> {
  const byAddress = new Map(await Promise.all(answers.map(async (one) => [one.url(), await one.body()] as const)))
  const sizes = [...byAddress.values()].map((body) => gzipSync(body, { level: 9 }).length)
  return { files: sizes.length, kilobytes: sizes.reduce((sum, size) => sum + size, 0) / 1000 }
}
