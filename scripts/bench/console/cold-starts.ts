import { progressBar } from 'connform-seed/progress-bar'
import { median } from '../paired.ts'
import type { Table } from '../report.ts'
import type { Console } from './open-console.ts'

const ROUNDS = 15
const SLOWER = 4
const MOST_SECONDS = 1.5

/** Milliseconds since the address was asked for. */
interface Start {
  readonly drawn: number
  readonly usable: number
}

/** Kept by the page itself: the first row of the list is drawn, and after that nothing is left to run. */
const watchStart = `window.start = new Promise((resolve) => {
  const observer = new MutationObserver(() => {
    if (document.querySelector('tr.list-row') === null) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => {
      const drawn = performance.now()
      requestIdleCallback(() => resolve({ drawn, usable: performance.now() }))
    }))
  })
  observer.observe(document, { childList: true, subtree: true })
})`

/** The list in a browser that has never been there, on a processor that is slowed down. */
export async function coldStarts(console: Console): Promise<Table> {
  const starts: Start[] = []
  const bar = progressBar('Opening the list', ROUNDS)
  for (let round = -1; round < ROUNDS; round += 1) {
    const start = await open(console)
    // What the server and the browser do once is behind them.
    if (round >= 0) starts.push(start)
    bar.update(round + 1)
  }
  bar.stop()
  const row = (name: string, of: keyof Start) => {
    const times = starts.map((start) => start[of])
    return [name, seconds(median(times)), seconds(Math.max(...times))]
  }
  const middle = median(starts.map(({ usable }) => usable)) / 1000
  return {
    title: `From the address to the list, on a processor ${SLOWER} times slower`,
    head: ['', 'median', 'worst'],
    rows: [row('rows are drawn', 'drawn'), row('rows are drawn and the page is idle', 'usable')],
    verdicts: [
      { reached: middle <= MOST_SECONDS, text: `usable after ${middle.toFixed(2)} s (aim: at most ${MOST_SECONDS} s)` },
    ],
    notes: [
      `${ROUNDS} times, each in a browser profile of its own with an empty cache; Chromium without a window slows its processor by the DevTools protocol.`,
      'Idle is the first idle callback after the frame with the first rows of ten thousand connections.',
    ],
  }
}

async function open({ url, newPage }: Console): Promise<Start> {
  const page = await newPage()
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript({ content: watchStart })
  await page.goto(url)
  const start = await page.evaluate('window.start')
  await page.context().close()
  return start as Start
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`
