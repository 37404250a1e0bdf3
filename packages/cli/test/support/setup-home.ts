import type { Setup, SetupResult, SetupStatus } from 'connform'
import { type Home, makeHome } from './home.ts'
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts'

export const GOOD = 'ci4bzn8adz'
export const OTHER = 'abc123xyz'

/** What `setup start --json` prints. */
export interface Started {
  readonly ok: boolean
  readonly setup: Setup | null
  readonly ready: boolean
  readonly next: string | null
  readonly slots: Readonly<Record<string, { readonly ok: boolean; readonly test?: { readonly cause: string } }>>
  readonly settings?: { readonly ok: boolean }
}

export interface SetupHome {
  readonly home: Home
  readonly sandbox: SandboxProcess
  readonly pim: Readonly<Record<string, unknown>>
  /** An API account's fields, for slots with auth type token. */
  store(hash?: string, label?: string): Record<string, string>
  /** As UnoPim asks for it. */
  credential(more?: Readonly<Record<string, unknown>>, label?: string): Record<string, unknown>
  start(document: string, values?: unknown, code?: number): Promise<Started>
  connect(id: string, slot: string, values: unknown, code?: number): Promise<SetupResult>
  set(id: string, words: readonly string[], code?: number): Promise<SetupResult>
  status(id: string): Promise<SetupStatus>
}

/** A home whose setups talk to `connform sandbox`, a process of its own; none of its secrets may come out of the home. */
export async function makeSetupHome(): Promise<SetupHome> {
  const sandbox = await startSandboxProcess()
  const home = await makeHome({ CONNFORM_HOSTS: sandbox.hosts })
  home.keepSecret(
    ...sandbox.stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
    ...sandbox.pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
    ...sandbox.apps.map(({ clientSecret }) => clientSecret),
  )
  const found = sandbox.pims.find(({ host }) => host === 'pim.example.com')
  if (found === undefined) throw new Error('The sandbox has no PIM pim.example.com.')
  const { clientId, clientSecret, username, password } = found
  const fill = <T>(words: readonly string[], values: unknown, code: number): Promise<T> =>
    home.json<T>(['setup', ...words, '--values', '-'], { input: JSON.stringify(values), code })
  return {
    home,
    sandbox,
    pim: { url: 'https://pim.example.com', clientId, clientSecret, username, password },
    store: (hash = GOOD, label = '') => {
      const account = sandbox.account(hash, label)
      return { storeHash: hash, accessToken: account.accessToken, clientId: account.clientId }
    },
    credential: (more = {}, label = '') => {
      const account = sandbox.account(GOOD, label)
      return {
        name: 'Production',
        storeHash: `https://api.bigcommerce.com/stores/${GOOD}/`,
        clientId: account.clientId,
        clientSecret: account.clientSecret,
        accessToken: account.accessToken,
        ...more,
      }
    },
    start: (document, values, code = 0) =>
      values === undefined
        ? home.json(['setup', 'start', document], { code })
        : fill(['start', document], values, code),
    connect: (id, slot, values, code = 0) => fill(['connect', id, slot], values, code),
    set: (id, words, code = 0) => home.json(['setup', 'set', id, ...words], { code }),
    status: (id) => home.json(['setup', 'status', id]),
  }
}

/** What is typed for one setup, on one line. */
export const pairs = (choices: Readonly<Record<string, string>>): string[] =>
  Object.entries(choices).map(([name, value]) => `${name}=${value}`)
