import type { Sandbox, TokenFixture } from '@connform/sandbox'
import type { Connection, SaveResult } from 'connform'

/** A store of the sandbox that works, and has several accounts. */
export const GOOD = 'ci4bzn8adz'

/** Another one that works. */
export const OTHER = 'abc123xyz'

/** The first account of a store, or the one whose label begins with a word. */
export function accountOf({ stores }: Sandbox, hash = GOOD, label = ''): TokenFixture {
  const account = stores.find((store) => store.hash === hash)?.tokens.find((token) => token.label.startsWith(label))
  if (account === undefined) throw new Error(`The sandbox has no account ${label} in ${hash}.`)
  return account
}

/** A filled Token form of a sandbox store. */
export function tokenForm(sandbox: Sandbox, hash = GOOD): Record<string, string> {
  const { accessToken, clientId } = accountOf(sandbox, hash)
  return { name: 'Production', authType: 'token', storeHash: hash, accessToken, clientId }
}

/** The connection of a save that must have worked. */
export function savedIn(result: SaveResult): Connection {
  if (!result.ok) throw new Error(`Nothing was saved: ${JSON.stringify(result.issues)}`)
  return result.connection
}

/** A filled GraphQL form: Custom, with the first account of the store. */
export function customForm(sandbox: Sandbox, hash = GOOD): Record<string, unknown> {
  const { accessToken } = accountOf(sandbox, hash)
  const scopes = ['Unauthenticated']
  return { name: 'Shop window', authType: 'custom', subdomain: `store-${hash}`, storeHash: hash, accessToken, scopes }
}

/** A filled GraphQL form: Token, with a storefront token. */
export function storefrontForm(accessToken: string, hash = GOOD): Record<string, unknown> {
  return { name: 'Shop window', authType: 'token', subdomain: `store-${hash}`, storeHash: hash, accessToken }
}

/** The host of a PIM of the sandbox that works. */
export const PIM = 'pim.example.com'

/** A filled form of a PIM of the sandbox. */
export function pimForm({ pims }: Sandbox, host = PIM): Record<string, string> {
  const pim = pims.find((candidate) => candidate.host === host)
  if (pim === undefined) throw new Error(`The sandbox has no PIM ${host}.`)
  const { clientId, clientSecret, username, password } = pim
  return { name: 'Products', url: `https://${host}`, clientId, clientSecret, username, password }
}
