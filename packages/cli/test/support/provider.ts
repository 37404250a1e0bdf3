import { type AppFixture, type Sandbox, type SandboxOptions, startSandbox, type TokenFixture } from '@connform/sandbox'
import type { Connection, OAuthClientResult, SaveResult } from 'connform'
import { onTestFinished } from 'vitest'
import { type Home, makeHome } from './home.ts'

export const REST = 'bigcommerce-rest'
export const GRAPHQL = 'bigcommerce-graphql'
export const PIM = 'akeneo-pim'

/** A store of the sandbox that works, and has several accounts. */
export const GOOD = 'ci4bzn8adz'

/** A home whose requests go to a provider that the test can reach into. */
export interface Provided {
  readonly home: Home
  readonly sandbox: Sandbox
  /** The first API account of a store, or the one whose label begins with a word. */
  account(hash?: string, label?: string): TokenFixture
  /** The first app, with its credentials. */
  app(): AppFixture
  /** Saves a connection that must work, and answers with it. */
  connect(definition: string, form: unknown): Promise<Connection>
  tokenForm(hash?: string): Record<string, unknown>
  customForm(hash?: string): Record<string, unknown>
  /** Saves the first app as an OAuth client, and answers with its id. */
  addClient(): Promise<string>
  /** A connection that waits for a person, of a client that was saved. */
  oauthForm(oauthClient: string): Record<string, unknown>
}

/** Nothing that opens anything in the sandbox may come out of the home, what the sandbox gave out included. */
export async function withProvider(options?: SandboxOptions): Promise<Provided> {
  const sandbox = await startSandbox(options)
  onTestFinished(sandbox.close)
  const home = await makeHome({ CONNFORM_HOSTS: hostsSetting(sandbox) })
  home.keepSecrets(() => secretsOf(sandbox))
  const account: Provided['account'] = (hash = GOOD, label = '') => {
    const tokens = sandbox.stores.find((store) => store.hash === hash)?.tokens ?? []
    const found = tokens.find((token) => token.label.startsWith(label))
    if (found === undefined) throw new Error(`The sandbox has no account ${label} in ${hash}.`)
    return found
  }
  const app = (): AppFixture => {
    const [first] = sandbox.apps
    if (first === undefined) throw new Error('The sandbox has no app.')
    return first
  }
  return {
    home,
    sandbox,
    account,
    app,
    connect: async (definition, form) => {
      const result = await home.json<SaveResult>(['connect', definition, '--values', '-'], {
        input: JSON.stringify(form),
      })
      if (!result.ok) throw new Error('Nothing was saved.')
      return result.connection
    },
    tokenForm: (hash = GOOD) => {
      const { accessToken, clientId } = account(hash)
      return { name: 'Main', authType: 'token', storeHash: hash, accessToken, clientId }
    },
    customForm: (hash = GOOD) => {
      const { accessToken } = account(hash)
      const scopes = ['Unauthenticated']
      return { name: 'Window', authType: 'custom', subdomain: `store-${hash}`, storeHash: hash, accessToken, scopes }
    },
    addClient: async () => {
      const { clientId, clientSecret } = app()
      const input = JSON.stringify({ name: 'Our app', clientId, clientSecret })
      const result = await home.json<OAuthClientResult>(['oauth-client', 'add', REST, '--values', '-'], { input })
      if (!result.ok) throw new Error('No client was saved.')
      return result.client.id
    },
    oauthForm: (oauthClient) => ({
      name: 'Authorised',
      authType: 'oauth2',
      storeHash: GOOD,
      oauthClient,
      scopes: ['store_v2_products', 'store_v2_information_read_only'],
    }),
  }
}

/** For `CONNFORM_HOSTS`. */
const hostsSetting = ({ hosts }: Sandbox): string =>
  Object.entries(hosts)
    .map(([host, url]) => `${host}=${url}`)
    .join(',')

const secretsOf = ({ stores, apps, pims, issued }: Sandbox): string[] => [
  ...stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
  ...apps.map(({ clientSecret }) => clientSecret),
  ...pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
  ...issued().map(({ token }) => token),
]

/** A filled form of a PIM of the sandbox. */
export function pimForm({ pims }: Sandbox, host = 'pim.example.com'): Record<string, unknown> {
  const pim = pims.find((candidate) => candidate.host === host)
  if (pim === undefined) throw new Error(`The sandbox has no PIM ${host}.`)
  const { clientId, clientSecret, username, password } = pim
  return { name: 'Products', url: `https://${host}`, clientId, clientSecret, username, password }
}
