import type { Page } from 'playwright-core'
import { formatCount, type Table } from '../report.ts'
import type { Console } from './open-console.ts'

const FRAMES = 900
/** As a wheel moves a page, and as a scroll bar does that is drawn from one end of ten thousand rows to the other. */
const STEPS = [
  { name: 'by the wheel', pixels: 60 },
  { name: 'by the scroll bar', pixels: 800 },
] as const
/** A frame that comes later is seen as a stop by whoever scrolls. */
const SMOOTH_MS = 34
const LEAST_SHARE = 0.95

/** Scrolls by the same number of pixels in every frame, and answers how long each took. */
const scroll = (pixels: number): string => `(async () => {
  const content = document.getElementById('content')
  const frame = () => new Promise(requestAnimationFrame)
  const times = []
  content.scrollTop = 0
  let before = await frame()
  for (let index = 0; index < ${FRAMES}; index += 1) {
    content.scrollTop += ${pixels}
    const now = await frame()
    times.push(now - before)
    before = now
  }
  return times
})()`

/** Fetches page after page of the list until it holds all. */
const fetchAll = (count: number): string => `(async () => {
  const content = document.getElementById('content')
  const table = () => document.querySelector('table.connection-list')
  while (Number(table()?.getAttribute('aria-rowcount')) <= ${count}) {
    content.scrollTop = content.scrollHeight
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})()`

/** As high as the list, and nothing in it. */
const replaceByNothing = `(() => {
  const content = document.getElementById('content')
  const empty = document.createElement('div')
  empty.style.height = content.scrollHeight + 'px'
  content.replaceChildren(empty)
})()`

/** The list is scrolled through, beside a page of the same height with nothing to draw. */
export async function scrolling({ url, newPage }: Console, count: number): Promise<Table> {
  const page = await newPage()
  await page.goto(url)
  await page.locator('tr.list-row').first().waitFor()
  await page.evaluate(fetchAll(count))
  const list = await framesOf(page, 'the list')
  await page.evaluate(replaceByNothing)
  const empty = await framesOf(page, 'an empty page')
  await page.context().close()
  return {
    title: `Scrolling through ${formatCount(count)} rows`,
    head: ['time of a frame', 'median', '95th percentile', 'worst'],
    rows: [...empty, ...list].map(rowOf),
    verdicts: list.map(({ name, times }) => {
      const share = times.filter((time) => time <= SMOOTH_MS).length / times.length
      return {
        reached: share >= LEAST_SHARE,
        text: `${name}: ${(share * 100).toFixed(1)} % of the frames come within ${SMOOTH_MS} ms (aim: at least ${LEAST_SHARE * 100} %)`,
      }
    }),
    notes: [
      `All rows are fetched; then each of ${FRAMES} frames moves the list by ${STEPS.map(({ name, pixels }) => `${pixels} pixels (${name})`).join(' or ')}, on a processor that is not slowed down.`,
    ],
  }
}

interface Frames {
  readonly name: string
  /** Milliseconds. */
  readonly times: readonly number[]
}

async function framesOf(page: Page, what: string): Promise<Frames[]> {
  const frames: Frames[] = []
  for (const { name, pixels } of STEPS) {
    frames.push({ name: `${what}, ${name}`, times: (await page.evaluate(scroll(pixels))) as number[] })
  }
  return frames
}

function rowOf({ name, times }: Frames): string[] {
  const sorted = times.toSorted((left, right) => left - right)
  const at = (share: number) => `${(sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1)} ms`
  return [name, at(0.5), at(0.95), at(1)]
}
