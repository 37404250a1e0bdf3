import type { Credentials, TestContext, TestResult } from '@connform/core'
import { Secret } from '@connform/core'
import { type Sandbox, startSandbox, type TokenFixture } from '@connform/sandbox'
import { createTransport } from '@connform/transport'
import { afterAll, beforeAll } from 'vitest'
import { builtinAdapters } from '../../src/index.ts'
import { expectNoSecret } from './canary.ts'

const adapter = builtinAdapters['bigcommerce-rest']!

/** The REST adapter, through the one door, against a sandbox of the test file's own. */
export interface RestBench {
  readonly sandbox: () => Sandbox
  /** An account of a fixture store: the first, or the one whose label begins so. */
  account(hash: string, label?: string): TokenFixture
  /** Tests a connection and looks for every secret of the sandbox in the result. */
  test(store: string, accessToken: string, options?: RestTest): Promise<TestResult>
}

export interface RestTest extends Partial<TestContext> {
  readonly authType?: 'token' | 'basic'
  /** In place of the sandbox's. */
  readonly hosts?: Readonly<Record<string, string>>
}

export function restBench(): RestBench {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.close())
  const account = (hash: string, label = ''): TokenFixture => {
    const tokens = sandbox.stores.find((store) => store.hash === hash)?.tokens ?? []
    return tokens.find((token) => token.label.startsWith(label)) ?? raise(`no account ${label} in ${hash}`)
  }
  return {
    sandbox: () => sandbox,
    account,
    test: async (store, accessToken, { authType = 'token', hosts = sandbox.hosts, ...context } = {}) => {
      const door = createTransport({ hosts })
      try {
        const result = await adapter.test(restCredentials(store, accessToken, authType), {
          http: door.request,
          clock: () => new Date(),
          ...context,
        })
        const all = sandbox.stores.flatMap(({ tokens }) =>
          tokens.flatMap((token) => [token.accessToken, token.clientSecret]),
        )
        expectNoSecret(result, accessToken, ...all)
        return result
      } finally {
        door.close()
      }
    },
  }
}

export function restCredentials(
  storeHash: string,
  accessToken: string,
  authType: 'token' | 'basic' = 'token',
): Credentials {
  const secret = new Secret(accessToken)
  const values = { name: 'Production store', authType, storeHash }
  return authType === 'token'
    ? { authType, values: { ...values, clientId: 'client-id' }, secrets: { accessToken: secret } }
    : { authType, values: { ...values, username: 'client-id' }, secrets: { password: secret } }
}

function raise(message: string): never {
  throw new Error(message)
}
