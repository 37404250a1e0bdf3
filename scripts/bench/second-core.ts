import { Worker } from 'node:worker_threads'

const COUNT = 4e8

/** Counts, and answers how many milliseconds that took. */
const counting = `
  const { parentPort } = require('node:worker_threads')
  const startedAt = performance.now()
  let number = 0
  for (let index = 0; index < ${COUNT}; index++) number = (number * 31 + index) | 0
  parentPort.postMessage([performance.now() - startedAt, number])`

/**
 * How much more two threads do than one that only count: what a second thread can add on this machine at this moment,
 * whatever it does. A virtual machine may have less than it says.
 */
export async function secondCoreAdds(): Promise<number> {
  const alone = await count()
  const both = await Promise.all([count(), count()])
  return (2 * alone) / Math.max(...both)
}

/** For a table in which two work at once. */
export const secondCoreNote = (before: number, after: number): string =>
  `Two threads that only count did ${before.toFixed(2)} times as much as one before, and ${after.toFixed(2)} times after: no second one can add more.`

function count(): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(counting, { eval: true })
    worker.once('message', ([milliseconds]: [number]) => resolve(milliseconds))
    worker.once('error', reject)
  })
}
