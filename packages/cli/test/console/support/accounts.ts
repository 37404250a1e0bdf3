import type { AppFixture, PimFixture, Sandbox, TokenFixture } from '@connform/sandbox'

/** A store of the sandbox that works, and has several accounts. */
export const GOOD = 'ci4bzn8adz'

/** Another one: it refuses the accounts of the first. */
export const OTHER = 'abc123xyz'

/** Finds the sandbox's credentials by what they are for. */
export interface Account {
  /** The first API account of a store, or the one whose label begins with a word. */
  store(hash?: string, label?: string): TokenFixture
  app(): AppFixture
  pim(host?: string): PimFixture
}

export const accountsOf = (sandbox: Sandbox): Account => ({
  store: (hash = GOOD, label = '') => {
    const tokens = sandbox.stores.find((store) => store.hash === hash)?.tokens ?? []
    return found(tokens.find((token) => token.label.startsWith(label)))
  },
  app: () => found(sandbox.apps[0]),
  pim: (host = 'pim.example.com') => found(sandbox.pims.find((pim) => pim.host === host)),
})

/** Everything that opens something in the sandbox, what it gave out meanwhile included. */
export const secretsOf = ({ stores, apps, pims, issued }: Sandbox): string[] => [
  ...stores.flatMap(({ tokens }) => tokens.flatMap((token) => [token.accessToken, token.clientSecret])),
  ...apps.map(({ clientSecret }) => clientSecret),
  ...pims.flatMap(({ clientSecret, password }) => [clientSecret, password]),
  ...issued().map(({ token }) => token),
]

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The sandbox has no such account.')
  return value
}
