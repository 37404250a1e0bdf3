import { scopesCover } from '../scopes.ts'
import type { World } from '../world.ts'
import type { AppFixture } from './app-fixture.ts'

/** Granted with every install, though no profile names them. */
const impliedScopes: readonly string[] = ['store_v2_default', 'users_basic_information']

/** What is being agreed to. */
export interface Consent {
  readonly app: AppFixture
  readonly redirectUri: string
  readonly context: string
  readonly scopes: readonly string[]
  /** Null where the app gave none, or the store started the install. */
  readonly state: string | null
}

/** The query of an Auth Callback, in the order BigCommerce has it. */
export interface CallbackQuery {
  readonly account_uuid: string
  readonly code: string
  readonly context: string
  readonly scope: string
  readonly state?: string
}

/** Makes a code for what the merchant gave, which need not be what was asked for. Undefined for a store not served. */
export const approve = (consent: Consent, { codes, stores }: World): CallbackQuery | undefined => {
  const { app, redirectUri, state } = consent
  const context = app.grantedContext ?? consent.context
  const store = stores.get(hashOf(context))
  if (!store) return undefined
  const scopes = withImplied(app.grantedScopes ?? consent.scopes)
  const code = codes.issue({ clientId: app.clientId, redirectUri, store, context, scopes })
  return {
    account_uuid: app.accountUuid,
    code,
    context,
    scope: scopes.join(' '),
    ...(state !== null && app.echoesState && { state }),
  }
}

export const callbackUrl = (redirectUri: string, query: object): string => {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value))
  return url.href
}

/** `stores/abc123xyz` → `abc123xyz`; empty for a text of any other form. */
export const hashOf = (context: string): string => /^stores\/([a-z0-9]+)$/.exec(context)?.[1] ?? ''

const withImplied = (scopes: readonly string[]): readonly string[] => [...new Set([...scopes, ...impliedScopes])]

/** Whether an app may ask for these: its profile covers them, or everyone has them. */
export const mayAskFor = (app: AppFixture, scopes: readonly string[]): boolean =>
  scopes.every((scope) => scopesCover(app.scopes, scope) || impliedScopes.includes(scope))
