import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { executable, type Home } from './home.ts'

export interface PseudoTerminal {
  /** Waits until the screen has shown a text, counted from the last wait. Fails with what it showed instead. */
  sees(text: string): Promise<void>
  type(keys: string): void
  /** Everything shown so far, as the terminal got it. */
  shown(): string
  ended: Promise<number | null>
}

/** Of util-linux. */
const TERMINAL_MAKER = 'script'
const GIVE_UP_MS = 10_000

export const ENTER = '\r'
export const DOWN = '\u001b[B'
export const CTRL_C = '\u0003'

/** Runs connform where somebody can answer: on the terminal that `script` of util-linux makes. Without a size it has 0 columns. */
export function openPseudoTerminal(words: readonly string[], home: Home, columns = 80): PseudoTerminal {
  const program = [process.execPath, executable, ...words].map((word) => `'${word}'`).join(' ')
  // Without a terminal of its own to look at, `script` makes one without a size.
  const command = `stty columns ${columns} rows 40; exec ${program}`
  const child = spawn(TERMINAL_MAKER, ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    cwd: home.folder,
    env: { ...home.env, TERM: 'xterm-256color' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let shown = ''
  let seen = 0
  let changed = () => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      shown += chunk.toString()
      changed()
    })
  }
  child.stdin.on('error', () => undefined)
  return {
    sees: (text) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${JSON.stringify(text)} did not show after:\n${shown.slice(seen)}`)),
          GIVE_UP_MS,
        )
        changed = () => {
          const place = shown.indexOf(text, seen)
          if (place < 0) return
          seen = place + text.length
          clearTimeout(timer)
          changed = () => {}
          resolve()
        }
        changed()
      }),
    type: (keys) => void child.stdin.write(keys),
    shown: () => shown,
    ended: new Promise((resolve) => child.on('close', resolve)),
  }
}

/** Answers a question: waits for it, types, and presses Enter. */
export async function answer(terminal: PseudoTerminal, question: string, keys: string): Promise<void> {
  await terminal.sees(question)
  terminal.type(keys + ENTER)
}
