import type { Issue, TestResult } from '@connform/core'
import type { Connection } from '../connections/connections.ts'

/** An authorisation that waits for a person. */
export interface Authorization {
  /** Where the person grants it. */
  readonly url: string
  /** ISO 8601; the callback must come before. */
  readonly expiresAt: string
}

/** The query of a callback, as an object or as the URL's own. */
export type CallbackQuery = Readonly<Record<string, string | undefined>> | URLSearchParams

export interface CallbackOptions {
  /** A profile of the definition whose scopes must have been granted, besides those that were asked for. */
  readonly profile?: string
  /**
   * Finishes it for whatever tenant began it: for one callback address of many tenants. Default is to take it for
   * unknown where another tenant began it.
   */
  readonly anyTenant?: boolean
}

export interface InstallOptions extends Omit<CallbackOptions, 'anyTenant'> {
  /** Id of the OAuth client that the app was registered as. */
  readonly client: string
  /** The callback's own address, as it is registered. */
  readonly redirectUri: string
}

export type AuthorizationResult =
  | { readonly ok: true; readonly connection: Connection; readonly test: TestResult }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly test?: TestResult }

/** A provider's message about an installed app, verified. */
export type AppEventResult =
  | {
      readonly ok: true
      readonly event: AppEvent
      /** The connections it is about. */
      readonly connections: readonly Connection[]
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

export type AppEvent = 'load' | 'uninstall' | 'remove_user'

/** The part of OAuth that comes in from outside: callbacks and messages. */
export interface OAuthCallbacks {
  /** Finishes what `connections.authorize` began, in whatever process the callback arrives. */
  handleCallback(query: CallbackQuery, options?: CallbackOptions): Promise<AuthorizationResult>
  /**
   * An installation that the provider began, so that no state comes with it: believed only if the token endpoint
   * takes its code for this client. Finds the connection by the account, or makes one.
   */
  handleInstall(query: CallbackQuery, options: InstallOptions): Promise<AuthorizationResult>
  /** A signed message about an installed app: `uninstall` marks the connection and forgets its token. */
  handleEvent(event: AppEvent, signedPayload: string, options: { readonly client: string }): Promise<AppEventResult>
}
