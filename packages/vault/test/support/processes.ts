import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** Runs a script of this folder in a process of its own, to its end. */
export function runScript(name: string, words: readonly string[] = [], input = ''): Promise<Ended> {
  const script = fileURLToPath(new URL(name, import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=@connform/source', script, ...words])
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.stdin.on('error', () => {})
    child.stdin.end(input)
    child.on('error', reject).on('close', (code, signal) => resolve({ code, signal, output }))
  })
}
