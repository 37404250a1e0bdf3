import type { Cause, Definition, RetryRules } from './definition.ts'
import type { Issue } from './issue.ts'
import type { Secret } from './secret.ts'

// What the runtime needs from outside, as interfaces. Floors above implement them; nothing here has a default.

/** The present moment. Passed in, so that a test or a replay decides what time it is. */
export type Clock = () => Date

// --- network ---

export interface HttpRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpOptions {
  /** Hosts the request may go to; a leading `*.` allows any subdomain. */
  readonly allowedHosts: readonly string[]
  /** For the whole exchange, retries included. Default is 30,000. */
  readonly timeoutMs?: number
  /** Default is 5 MiB. */
  readonly maxAnswerBytes?: number
  readonly retry?: RetryRules
  /** An answer that asks for a longer wait than this is handed back instead of waited for. Default is 60,000. */
  readonly maxWaitMs?: number
  readonly signal?: AbortSignal
}

/** Whatever came back, whatever its status; redirects are handed back, never followed. */
export interface HttpAnswer {
  readonly status: number
  /** Names in lower case; several values are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends one request through the one door. Rejects with `TransportError` when there is no answer to hand back. */
export type HttpClient = (request: HttpRequest, options: HttpOptions) => Promise<HttpAnswer>

// --- OAuth 2.0 ---

/** A token endpoint and the client that asks it. */
export interface TokenEndpoint {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: Secret
  /** Where the client's credentials stand: in the body, or as HTTP Basic. RFC 6749 section 2.3.1 */
  readonly clientAuthentication: 'body' | 'basic'
  readonly bodyFormat: 'form' | 'json'
  /** Sent besides what the grant asks for, such as a provider's `context`. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** What a token endpoint gave. */
export interface IssuedToken {
  readonly accessToken: Secret
  readonly refreshToken?: Secret
  /** From the moment of the answer; absent where the token does not expire. */
  readonly expiresInSeconds?: number
  /** As granted; absent where the endpoint does not say. */
  readonly scopes?: readonly string[]
  /** The answer's other members, none of them a token. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** A token, or the answer that refused one; its body is for reading a cause out of it, not for showing. */
export type TokenResult =
  | { readonly ok: true; readonly token: IssuedToken }
  | { readonly ok: false; readonly answer: HttpAnswer }

/** The grants of RFC 6749, through the same door as every request. Each rejects with `TransportError` like {@link HttpClient}. */
export interface OAuth {
  /** Section 4.1.3. */
  exchangeCode(
    endpoint: TokenEndpoint,
    grant: { readonly code: string; readonly redirectUri: string },
    options: HttpOptions,
  ): Promise<TokenResult>
  /** Section 4.3.2. */
  passwordGrant(
    endpoint: TokenEndpoint,
    grant: { readonly username: string; readonly password: Secret },
    options: HttpOptions,
  ): Promise<TokenResult>
  /** Section 6. An answer without a new refresh token keeps the old one. */
  refresh(endpoint: TokenEndpoint, refreshToken: Secret, options: HttpOptions): Promise<TokenResult>
}

// --- providers ---

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
  /** Path and query below the base URL of the first page. */
  readonly path: string
  /** An entry as an option; undefined for one that cannot be chosen. */
  toOption(entry: unknown): SourceOption | undefined
}

export interface SourceOption {
  readonly value: string
  readonly label: string
  /** The option this one lies under, in a tree. */
  readonly parent?: string
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

// --- storage ---

/**
 * `pending` waits for its first authorisation, `needs_reauth` lost its grant and waits for another, `uninstalled` was
 * ended at the provider.
 */
export type ConnectionStatus = 'active' | 'inactive' | 'failing' | 'pending' | 'needs_reauth' | 'uninstalled'

/** A token that a provider issued for a connection, as it is stored. */
export interface GrantRecord {
  /** JWE compact of the tokens as one JSON object. */
  readonly sealed: string
  /** Id of the data key `sealed` was made with. */
  readonly keyId: string
  /** ISO 8601; null where the token does not expire. */
  readonly expiresAt: string | null
  /** As granted; null where the provider does not say. */
  readonly scopes: readonly string[] | null
  readonly issuedAt: string
}

/** A connection as it is stored: secrets only as one sealed token. */
export interface ConnectionRecord {
  readonly tenant: string
  readonly id: string
  readonly definition: string
  readonly definitionVersion: string
  readonly name: string
  readonly authType: string
  readonly status: ConnectionStatus
  readonly values: Readonly<Record<string, unknown>>
  /** When each saved secret was last typed: field → ISO 8601. */
  readonly secretFields: Readonly<Record<string, string>>
  /** JWE compact of all secrets as one JSON object, or null where the connection has none. */
  readonly sealed: string | null
  /** Id of the data key `sealed` was made with; null with it. */
  readonly keyId: string | null
  readonly grant: GrantRecord | null
  readonly lastTest: TestResult | null
  /** 1 at first, one more with every update. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ConnectionQuery {
  readonly definition?: string
  readonly status?: ConnectionStatus
  /** Part of the name, upper and lower case alike. */
  readonly search?: string
  /** Id of the OAuth client that the form names in its field `oauthClient`. */
  readonly oauthClient?: string
  /** At most this many; 1 to 1000. */
  readonly limit: number
  /** The last row of the page before: rows come ordered by `createdAt`, then `id`, oldest first. */
  readonly after?: { readonly createdAt: string; readonly id: string }
}

export interface ConnectionStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id is taken. */
  insert(record: ConnectionRecord): Promise<void>
  get(tenant: string, id: string): Promise<ConnectionRecord | undefined>
  list(tenant: string, query: ConnectionQuery): Promise<ConnectionRecord[]>
  /**
   * Writes `record` (whose revision is `expectedRevision + 1`) if the stored revision is the expected one; otherwise
   * `StoreConflictError`. The stored grant stays, whatever `record.grant` says, unless `options.grant` gives another:
   * a renewal in between must not be undone by an edit of something else.
   */
  update(
    record: ConnectionRecord,
    expectedRevision: number,
    options?: { readonly grant?: GrantRecord | null },
  ): Promise<void>
  /** True where a row was removed. With `expectedRevision`, a changed row is kept and `StoreConflictError` thrown. */
  remove(tenant: string, id: string, expectedRevision?: number): Promise<boolean>
  /**
   * Puts a grant in the place of the one sealed as `expected` (null where there was none); false where another stands
   * there by then or the row is gone. The revision stays: a renewal is no edit.
   */
  replaceGrant(
    place: Pick<ConnectionRecord, 'tenant' | 'id'>,
    expected: string | null,
    grant: GrantRecord | null,
  ): Promise<boolean>
  /**
   * Lets one holder at a time renew a grant; false while the lease of another lasts, or where the row is gone. The
   * holder itself may lease again. Lasts until `until`, so that a holder that dies stands in nobody's way for long.
   */
  leaseGrant(place: Pick<ConnectionRecord, 'tenant' | 'id'>, lease: GrantLease): Promise<boolean>
  /** Ends a lease before its time; nothing happens where another one holds it. */
  releaseGrant(place: Pick<ConnectionRecord, 'tenant' | 'id'>, holder: string): Promise<void>
}

export interface GrantLease {
  readonly holder: string
  /** ISO 8601. */
  readonly until: string
  /** The present moment, ISO 8601: a lease that ended before it is free. */
  readonly now: string
}

/** A reusable client ID and client secret, as it is stored. */
export interface OAuthClientRecord {
  readonly tenant: string
  readonly id: string
  /** Id of the definition it is for. */
  readonly definition: string
  readonly name: string
  readonly clientId: string
  /** JWE compact of the client secret. */
  readonly sealed: string
  readonly keyId: string
  readonly secretUpdatedAt: string
  /** 1 at first, one more with every update. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface OAuthClientStore {
  /** Fails with `ERR_STORE_CONFLICT` where the id is taken. */
  insert(record: OAuthClientRecord): Promise<void>
  get(tenant: string, id: string): Promise<OAuthClientRecord | undefined>
  /** By name, then id; those of one definition where one is named. */
  list(tenant: string, definition?: string): Promise<OAuthClientRecord[]>
  /** Like {@link ConnectionStore.update}. */
  update(record: OAuthClientRecord, expectedRevision: number): Promise<void>
  /** True where a row was removed; false where none was there, or a connection still names it in `oauthClient`. */
  removeUnused(tenant: string, id: string): Promise<boolean>
}

/** An authorisation under way: what the callback with its state will finish. */
export interface AuthorizationRecord {
  /** SHA-256 of the state, so that the database alone finishes nothing. */
  readonly stateHash: string
  readonly tenant: string
  readonly connection: string
  readonly definition: string
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** ISO 8601. */
  readonly createdAt: string
  readonly expiresAt: string
}

export interface AuthorizationStore {
  insert(record: AuthorizationRecord): Promise<void>
  /** Takes the authorisation out: the same state finds nothing again, and an expired one finds nothing at all. Clears away what expired before `now`. */
  take(stateHash: string, now: string): Promise<AuthorizationRecord | undefined>
}

/** A data key as it is stored: wrapped, never in clear. */
export interface DataKeyRecord {
  readonly tenant: string
  /** Derived from the key; see the vault. */
  readonly keyId: string
  /** JWE compact of the key under the key-encryption key. */
  readonly wrapped: string
  readonly state: 'active' | 'retired'
  /** Seals leased so far. */
  readonly uses: number
  readonly createdAt: string
}

export interface DataKeyStore {
  list(tenant: string): Promise<DataKeyRecord[]>
  /** Stores a new active key if its tenant has none; false where another process was first. */
  insertActive(record: DataKeyRecord): Promise<boolean>
  /** Sets the active key aside and stores its successor, in one transaction; false where `keyId` is no longer the active one. */
  replaceActive(keyId: string, successor: DataKeyRecord): Promise<boolean>
  /** Adds `count` to the uses of the active key if they stay within `limit`; false otherwise, and for a key set aside. */
  lease(tenant: string, keyId: string, count: number, limit: number): Promise<boolean>
}

export interface Store {
  readonly connections: ConnectionStore
  readonly oauthClients: OAuthClientStore
  readonly authorizations: AuthorizationStore
  readonly dataKeys: DataKeyStore
  close(): Promise<void>
}

// --- secrets ---

/** The place a sealed text belongs to; a token opens nowhere else. */
export interface SecretPlace {
  readonly tenant: string
  readonly connection: string
  readonly slot: string
}

export interface Vault {
  /** Brings a tenant's data keys into memory, making the first one where there is none. Call before `seal` and `open`. */
  load(tenant: string): Promise<void>
  /** One JWE compact. Throws `ERR_VAULT_TEXT` for text that UTF-8 cannot carry. */
  seal(place: SecretPlace, text: string): string
  /**
   * The text sealed for exactly this place. Throws `ERR_VAULT_KEY_UNKNOWN` for a token of this place under a data key
   * that is not in memory (another process may have made it: `load` and open again), and `ERR_VAULT_OPEN`, without a
   * reason, for anything else.
   */
  open(place: SecretPlace, token: string): string
  /** Id of the data key a token names. */
  keyIdOf(token: string): string
  /** Forgets every key. */
  close(): void
}
