import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'

const storagePackage = fileURLToPath(new URL('../../..', import.meta.url))
const children = new Set<ChildProcessWithoutNullStreams>()

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})

export interface NodeProcess {
  readonly process: ChildProcessWithoutNullStreams
  /** What it printed, complaints included, when it is over. */
  readonly ended: Promise<string>
}

/** Runs Node in the folder of this package, with what is evaluated as an ES module; killed where it outlives the test. */
export function runNode(words: readonly string[]): NodeProcess {
  const flags = ['--conditions=@connform/source', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const isFile = words[0]?.endsWith('.ts') ?? false
  const child = spawn(process.execPath, [...(isFile ? flags.slice(0, -1) : flags), ...words], { cwd: storagePackage })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const ended = once(child, 'close').then(() => {
    children.delete(child)
    return output
  })
  return { process: child, ended }
}
