import type { World } from '../world.ts'
import { approve, type CallbackQuery, callbackUrl } from './callback.ts'

export interface InstallOptions {
  readonly clientId: string
  /** The store that installs the app. */
  readonly hash: string
  /** One of the app's registered callbacks. Default is the first. */
  readonly redirectUri?: string
}

/** An install that the store has started and its merchant agreed to; the app has yet to fetch its token. */
export interface StartedInstall {
  /** What the callback gets. There is no `state`: the store cannot know one. */
  readonly query: CallbackQuery
  /** The callback with its query. */
  readonly url: string
  /** Asks for `url` as the merchant's browser does. Redirects are handed back. */
  visit(): Promise<Response>
}

/** Throws `TypeError` for an app, a callback or a store that is not registered. */
export const startInstall = ({ clientId, hash, redirectUri }: InstallOptions, world: World): StartedInstall => {
  const app = world.apps.find(clientId)
  const callback = redirectUri ?? app?.redirectUris[0]
  if (!app || callback === undefined || !app.redirectUris.includes(callback)) {
    throw new TypeError('The sandbox knows no such app, or the app has no such callback; see `registerApp`.')
  }
  const consent = { app, redirectUri: callback, context: `stores/${hash}`, scopes: app.scopes, state: null }
  const query = approve(consent, world)
  if (!query) throw new TypeError('The sandbox serves no such store; see `sandbox.stores`.')
  const url = callbackUrl(callback, query)
  const headers = { Referer: 'https://login.bigcommerce.com/', Accept: 'text/html' }
  return Object.freeze({ query, url, visit: () => fetch(url, { redirect: 'manual', headers }) })
}
