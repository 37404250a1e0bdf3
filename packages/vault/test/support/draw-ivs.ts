import { parentPort } from 'node:worker_threads'
import { drawnIvs } from './drawn-ivs.ts'

// A thread or a forked process that answers the number it is told with as many IVs.

parentPort?.once('message', (count: number) => {
  const drawn = drawnIvs(count)
  parentPort?.postMessage(drawn, [drawn.buffer])
})
if (process.send !== undefined) {
  process.once('message', (count: number) => {
    process.send?.(drawnIvs(count), () => process.disconnect())
  })
}
