import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, which ends with this one. */
export interface Child {
  readonly url: string
  /** Bytes of memory it holds now. */
  rss(): Promise<number>
  close(): Promise<void>
}

/** Starts one of the programs beside this file, and waits until it listens. */
export async function startChild(program: string, words: readonly string[]): Promise<Child> {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), words, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const url = String(await answerOf(child))
  return Object.freeze<Child>({
    url,
    rss: async () => {
      child.send('rss')
      return Number(await answerOf(child))
    },
    close: async () => {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  })
}

/** The next message; fails where the process ends without one. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const stop = new AbortController()
  const [message] = await Promise.race([
    once(child, 'message', { signal: stop.signal }),
    once(child, 'exit', { signal: stop.signal }).then(() => Promise.reject(new Error('A server ended by itself.'))),
  ])
  stop.abort()
  return message
}
