import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Sandbox, type SandboxOptions, startSandbox } from '@connform/sandbox'
import { type Connform, type ConnformOptions, openConnform } from 'connform'
import { onTestFinished } from 'vitest'
import { expectSecretsNowhere, handedOut, observed } from './canary.ts'
import { sqlite, type TestDatabase } from './databases.ts'

/** A data folder, a provider to talk to, and every connform opened on them; all gone with the test. */
export interface Bench {
  readonly folder: string
  readonly file: string
  /** URL of the database. */
  readonly database: string
  readonly keyFile: string
  readonly sandbox: Sandbox
  /** Another connform on the same folder. What it returns and throws is looked through when the test ends. */
  open(options?: Partial<ConnformOptions>): Promise<Connform>
}

/**
 * Lays out a bench for one test. When the test ends, no secret of the sandbox, and none that connform handed out, may
 * stand in anything that came out of connform, nor in any file of the folder, nor in any table.
 */
export async function bench(options?: SandboxOptions, on: TestDatabase = sqlite): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'connform-sdk-'))
  const database = await on.urlIn(folder)
  const sandbox = await startSandbox(options)
  const opened: Connform[] = []
  const outputs: unknown[] = []
  onTestFinished(async () => {
    // While the database is open, its write-ahead log is there to be searched too.
    const secrets = [...secretsOf(sandbox), ...handedOut(outputs)]
    await expectSecretsNowhere(secrets, { outputs: [...outputs, await on.dump(database)], folder })
    for (const connform of opened) await connform.close()
    await expectSecretsNowhere(secrets, { outputs: [], folder })
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'connform.db')
  const keyFile = join(folder, 'connform.key')
  return {
    folder,
    file,
    database,
    keyFile,
    sandbox,
    open: async (given) => {
      const connform = await openConnform({
        database,
        keys: { file: keyFile },
        hosts: sandbox.hosts,
        ...given,
      })
      opened.push(connform)
      return observed(connform, outputs)
    },
  }
}

/** Everything that opens something in the sandbox, what it gave out meanwhile included. */
export const secretsOf = ({ stores, apps, pims, issued }: Sandbox): string[] => [
  ...stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
  ...apps.map(({ clientSecret }) => clientSecret),
  ...pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
  ...issued().map(({ token }) => token),
]
