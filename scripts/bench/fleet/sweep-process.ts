// A process of its own that sweeps once it is told to, for the measurement of sweeps: nothing else stands in its way.
import { createSecretKey } from 'node:crypto'
import { openConnform } from 'connform'
import { openBare } from './bare.ts'
import { sweepBare } from './bare-sweep.ts'

/** What is swept, as the first message says it; the second one is the start. */
export type SweepTask =
  | { readonly kind: 'bare'; readonly url: string; readonly keys: readonly [KeyText, KeyText] }
  | {
      readonly kind: 'connform'
      readonly url: string
      readonly keyFile: string
      readonly share: { readonly index: number; readonly of: number }
    }

/** A key in a message: its id, and its bytes in base64. */
export interface KeyText {
  readonly id: string
  readonly bytes: string
}

interface Sweeper {
  /** Answers how many rows there were. */
  run(): Promise<number>
  close(): Promise<void>
}

async function openSweeper(task: SweepTask): Promise<Sweeper> {
  if (task.kind === 'bare') {
    const bare = await openBare(task.url)
    const [from, to] = task.keys.map(({ id, bytes }) => ({ id, key: createSecretKey(bytes, 'base64') }))
    if (from === undefined || to === undefined) throw new Error('A sweep needs two keys.')
    return { run: () => sweepBare(bare, from, to), close: bare.close }
  }
  const { url, keyFile, share } = task
  const connform = await openConnform({ database: url, keys: { file: keyFile } })
  return { run: async () => (await connform.keys.sweep({ share })).resealed, close: connform.close }
}

const nextMessage = (): Promise<unknown> => new Promise((resolve) => process.once('message', resolve))

const sweeper = await openSweeper((await nextMessage()) as SweepTask)
const start = nextMessage()
process.send?.('ready')
await start
process.send?.(await sweeper.run())
await sweeper.close()
process.disconnect()
