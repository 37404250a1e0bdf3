import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Sandbox, type SandboxOptions, startSandbox } from '@connform/sandbox'
import { createServer, type Server, type ServerOptions } from '@connform/server'
import { type Connform, openConnform, type Role } from 'connform'
import { onTestFinished } from 'vitest'
import { type ApiClient, apiClient } from './api-client.ts'
import { sqlite, type TestDatabase } from './databases.ts'
import { documented } from './documented.ts'
import { expectSecretsNowhere } from './secrets.ts'

/** A server over HTTP, on a database and a sandbox of its own; all gone with the test. */
export interface Bench {
  readonly sandbox: Sandbox
  readonly connform: Connform
  readonly server: Server
  readonly url: string
  /** Everything that the server logged. */
  log(): string
  /** Text that must come out nowhere, besides what opens something in the sandbox. */
  hide(...secrets: string[]): void
  /** A client with a new API key of this role. */
  as(role: Role, tenant?: string): Promise<ApiClient>
  /** A client without anything. */
  anybody(headers?: Readonly<Record<string, string>>): ApiClient
}

export interface BenchOptions {
  readonly sandbox?: SandboxOptions
  readonly server?: ServerOptions
  /** Hosts that requests go to instead of the sandbox. */
  readonly hosts?: Readonly<Record<string, string>>
  readonly on?: TestDatabase
}

/**
 * Lays out a bench for one test. When the test ends, no secret of the sandbox may stand in any answer, in the log, in
 * the metrics, or in a file of the folder.
 */
export async function bench(options: BenchOptions = {}): Promise<Bench> {
  const { on = sqlite } = options

  const folder = await mkdtemp(join(tmpdir(), 'connform-server-'))
  const database = await on.urlIn(folder)
  const sandbox = await startSandbox(options.sandbox)
  const keys = { file: join(folder, 'connform.key') }
  const connform = await openConnform({ database, keys, hosts: { ...sandbox.hosts, ...options.hosts } })
  const lines: string[] = []
  const stream = new PassThrough()
  stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const server = createServer(connform, { logger: { level: 'trace', stream }, ...options.server })
  const url = await server.listen()
  const answers: string[] = []
  const undocumented = documented((await server.app.inject('/openapi.json')).json())
  const hidden: string[] = []
  const bench: Bench = {
    sandbox,
    connform,
    server,
    url,
    log: () => lines.join(''),
    hide: (...secrets) => hidden.push(...secrets),
    as: async (role, tenant = connform.tenantId) => {
      const made = await connform.tenant(tenant).access.createKey({
        name: `A ${role}`,
        role,
      })
      if (!made.ok) throw new Error('No key was made.')
      const secret = made.secret.reveal()
      hidden.push(secret)
      return apiClient(url, { answers, undocumented, headers: { authorization: `Bearer ${secret}` } })
    },
    anybody: (headers = {}) => apiClient(url, { answers, undocumented, headers }),
  }
  /** Nothing where the test has closed what it takes to read them. */
  const readMetrics = async () => {
    try {
      return (await (await bench.as('admin')).get('/metrics')).text
    } catch {
      return ''
    }
  }
  onTestFinished(async () => {
    const metrics = await readMetrics()
    await server.close()
    const secrets = [...secretsOf(sandbox), ...hidden]
    await expectSecretsNowhere(secrets, { outputs: [...answers, lines.join(''), metrics], folder })
    await connform.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true })
  })
  return bench
}

/** Everything that opens something in the sandbox, what it gave out meanwhile included. */
const secretsOf = ({ stores, apps, pims, issued }: Sandbox): string[] => [
  ...stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
  ...apps.map(({ clientSecret }) => clientSecret),
  ...pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
  ...issued().map(({ token }) => token),
]
