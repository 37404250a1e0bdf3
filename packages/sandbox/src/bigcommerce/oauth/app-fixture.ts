import { widestScopes } from '../scopes.ts'

/** An app profile of the Developer Portal, with what its merchants do. Its credentials open nothing but the sandbox. */
export interface AppFixture {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  /** Registered Auth Callback URLs: a redirect goes to exactly one of them. The store's own installs use the first. */
  readonly redirectUris: readonly string[]
  /** Scopes of the profile. The merchant approves all of them or none; a request may name some of them. */
  readonly scopes: readonly string[]
  /** Id of the Developer Portal account that registered the profile. */
  readonly accountUuid: string
  /** Whether `/oauth2/authorize` gives `state` back; not documented. An install the store starts never has one. */
  readonly echoesState: boolean
  /** Given in place of the scopes asked for, in the callback and in the token. Null gives what was asked for. */
  readonly grantedScopes: readonly string[] | null
  /** Given in place of the context asked for, in the callback and in the token, such as `stores/abc123xyz`. */
  readonly grantedContext: string | null
  /** Given by the token endpoint alone, after a callback that said otherwise. */
  readonly answeredScopes: readonly string[] | null
  readonly answeredContext: string | null
}

export type AppTraits = Pick<AppFixture, 'clientId' | 'clientSecret'> & Partial<AppFixture>

/** A whole fixture from what sets the app apart. */
export const appFixture = (traits: AppTraits): AppFixture =>
  Object.freeze({
    name: 'An app',
    redirectUris: [],
    scopes: widestScopes,
    accountUuid: '8d4d492f-17a1-4d95-b396-e1c5720815a5',
    echoesState: true,
    grantedScopes: null,
    grantedContext: null,
    answeredScopes: null,
    answeredContext: null,
    ...traits,
  })
