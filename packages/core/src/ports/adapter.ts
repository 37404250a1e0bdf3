import type { Cause, Definition } from '../definition.ts'
import type { Issue } from '../issue.ts'
import type { Secret } from '../secret.ts'
import type { Clock } from './clock.ts'
import type { HttpClient, HttpRequest } from './http.ts'

/** What was read out of a pasted text. */
export interface Derivation {
  /** Which form of text it was, for example `api-path`; `none` when nothing was recognised. */
  readonly form: string
  /** Facts that are not secret, such as `storeHash`, `channelId`, `subdomain`, `clientId`. */
  readonly values: Readonly<Record<string, string | number>>
  /** Facts that are secret, such as an access token out of a credentials file. */
  readonly secrets: Readonly<Record<string, Secret>>
  /** Said when the text holds less than was looked for: what is missing and where to find it. */
  readonly issues: readonly Issue[]
}

/** A connection's values and opened secrets, for as long as a call lasts. */
export interface Credentials {
  readonly authType: string
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, Secret>>
}

export interface TestContext {
  readonly http: HttpClient
  readonly clock: Clock
  /** Scope ids to look for by safe GET probes. */
  readonly requiredScopes?: readonly string[]
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Told when a step begins and ends, for people who wait. */
  readonly onStep?: (step: { id: string; title: string; state: 'started' | 'passed' | 'failed' | 'skipped' }) => void
}

export interface TestResult {
  readonly ok: boolean
  readonly cause: Cause
  readonly message: string
  readonly hints: readonly string[]
  readonly httpStatus?: number
  readonly scopes?: {
    readonly granted: readonly string[]
    readonly missing: readonly string[]
    readonly unknown: readonly string[]
  }
  readonly account?: Readonly<Record<string, string | number | boolean>>
  readonly durationMs: number
  /** ISO 8601, UTC. */
  readonly testedAt: string
}

/** A list of the connected system, read as options. */
export interface OptionSource {
  /** Path and query below the base URL of the first page; of the one answer, where there is `entriesOf`. */
  readonly path: string
  /** Sent by POST, as JSON. Needs `entriesOf`. */
  readonly body?: Readonly<Record<string, unknown>>
  /** Finds the entries in an answer that has no pages; undefined where the provider does not know this list. */
  entriesOf?(data: unknown): readonly unknown[] | undefined
  /** The next way to the same list, where the provider refuses this one or does not know it. */
  readonly otherwise?: OptionSource
  /** An entry as an option; undefined for one that cannot be chosen. */
  toOption(entry: unknown): SourceOption | undefined
}

export interface SourceOption {
  readonly value: string
  readonly label: string
  /** The option this one lies under, in a tree. */
  readonly parent?: string
  /** What other choices depend on, such as the locales of a channel: a value, or several, of another list. */
  readonly facts?: Readonly<Record<string, string | readonly string[]>>
}

/** A verified message, or why it is not believed. */
export type SignedPayload =
  | { readonly ok: true; readonly account: Readonly<Record<string, string | number>> }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** How a provider's lists are read page by page. */
export interface PageRules {
  /** The entries of one page; undefined where the answer is no list. */
  itemsOf(data: unknown): readonly unknown[] | undefined
  /** Path of the page after one; undefined after the last. Throws `ERR_UNEXPECTED_ANSWER` rather than lead to another host. */
  nextPath(page: { readonly path: string; readonly data: unknown; readonly baseUrl: string }): string | undefined
}

/** The code of one provider: what its definition cannot say as data. Frozen, made by a factory, holds no state. */
export interface Adapter {
  readonly definition: Definition
  /** Reads what it can out of any pasted text. Never guesses, never throws, never touches the network. */
  derive(text: string): Derivation
  /** Look-alike mistakes that need no network: a secret of another kind, the same text in two fields. */
  inspect(credentials: Credentials): readonly Issue[]
  /** Adds to a request what proves who is asking. Pure. */
  sign(request: HttpRequest, credentials: Credentials): HttpRequest
  /** One real authenticated request, signed by {@link Adapter.sign}, ending in a typed cause. */
  test(credentials: Credentials, context: TestContext): Promise<TestResult>
  /** Where requests of these values go, where the definition's base URL alone cannot say it. */
  baseUrl?(values: Credentials['values']): string
  /** When a token itself says it ends; decoded, never trusted. */
  tokenExpiry?(token: Secret): Date | undefined
  /** Path of the GraphQL endpoint behind the base URL, where the provider has one. */
  readonly graphqlPath?: string
  /** Header of its answers that says what a query counted as. */
  readonly graphqlComplexityHeader?: string
  /** How lists go on. */
  readonly pages?: PageRules
  /** Lists of the connected system that a setting can be chosen from, by name. */
  readonly options?: Readonly<Record<string, OptionSource>>
  /** Verifies a provider's signed message about an installed app, and says which account it is about. */
  readSignedPayload?(
    payload: string,
    verifier: { readonly clientId: string; readonly clientSecret: Secret; readonly now: Date },
  ): Promise<SignedPayload>
  /** Which account a token was granted for, as values of the form, out of the token endpoint's answer. */
  grantedFor?(extra: Readonly<Record<string, unknown>>): Readonly<Record<string, string | number>>
}
