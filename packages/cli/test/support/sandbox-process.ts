import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { AppFixture, PimFixture, StoreFixture, TokenFixture } from '@connform/sandbox'
import { onTestFinished } from 'vitest'
import { executable } from './home.ts'

export interface SandboxProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly url: string
  /** For `CONNFORM_HOSTS`. */
  readonly hosts: string
  readonly stores: readonly StoreFixture[]
  readonly apps: readonly AppFixture[]
  readonly pims: readonly PimFixture[]
  account(hash?: string, label?: string): TokenFixture
}

/** `connform sandbox` as a process of its own, ended with the test. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [executable, 'sandbox', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  while (!text.endsWith('\n}\n')) {
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
    text += chunk.toString()
  }
  const { url, hosts, stores, apps, pims } = JSON.parse(text) as Omit<SandboxProcess, 'hosts'> & {
    hosts: Record<string, string>
  }
  return {
    child,
    url,
    hosts: Object.entries(hosts)
      .map(([host, base]) => `${host}=${base}`)
      .join(','),
    stores,
    apps,
    pims,
    account: (hash = 'ci4bzn8adz', label = '') => {
      const tokens = stores.find((store) => store.hash === hash)?.tokens ?? []
      const account = tokens.find((token) => token.label.startsWith(label))
      if (account === undefined) throw new Error(`The sandbox has no account ${label} in ${hash}.`)
      return account
    },
  }
}
