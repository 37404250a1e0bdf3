import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A process of its own that runs one of the scripts beside this file. It ends with the test. */
export interface Child {
  /** The next line of its standard output. Rejects with what it said of its end where none comes. */
  line(): Promise<string>
  go(): void
  kill(): void
}

export function startChild(script: string, task: unknown): Child {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const words = ['--conditions=@connform/source', file, JSON.stringify(task)]
  const child = spawn(process.execPath, words, { stdio: 'pipe' })
  const kill = () => void child.kill('SIGKILL')
  onTestFinished(kill)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    line: async () => {
      const { value, done } = await lines.next()
      if (done === true) throw new Error(`The process ended. ${said}`)
      return value
    },
    go: () => void child.stdin.write('go\n'),
    kill,
  }
}
