/** One kind of connection as data: its form, and all that happens around the form. See `schemas/definition.schema.json`. */
export interface Definition {
  readonly id: string
  /** Semantic version of this definition. */
  readonly version: string
  readonly title: string
  readonly description: string
  /** Where the provider documents its authentication. */
  readonly documentation: string
  readonly form: FormSchema
  readonly hints: Readonly<Record<string, FieldHint>>
  readonly guides: Readonly<Record<string, Guide>>
  /** Fields that decide where a secret is sent; changing one drops every kept secret. */
  readonly identity: readonly string[]
  /** What an edit does with a saved secret: type it again, or blank keeps it. */
  readonly reentry: Reentry
  /** Extra cleaning per field, on top of what every text gets. */
  readonly cleaning?: Readonly<Record<string, FieldCleaning>>
  readonly derive?: DeriveRules
  readonly request: RequestRules
  /** How a request is signed, per auth type; the one key `none` where a form has no auth type. */
  readonly auth: Readonly<Record<string, AuthMethod>>
  readonly test: TestRules
  readonly scopes?: ScopeRules
  readonly notices: readonly Notice[]
}

export type Reentry = 'always' | 'keep'

// --- the form: JSON Schema in style A4 ---

/** The run-time form: shared fields at the root, `allOf` of `if/then` per auth type, closed by `propertyNames`. */
export interface FormSchema {
  readonly title: string
  readonly type: 'object'
  readonly properties: Readonly<Record<string, FieldSchema>>
  readonly required?: readonly string[]
  readonly propertyNames: { readonly enum: readonly string[] }
  readonly allOf?: readonly FormBranch[]
}

/** The fields of one auth type. */
export interface FormBranch {
  readonly if: {
    readonly properties: Readonly<Record<string, { readonly const: string }>>
    readonly required: readonly string[]
  }
  readonly then: {
    readonly properties: Readonly<Record<string, FieldSchema>>
    readonly required?: readonly string[]
  }
}

export interface FieldSchema {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array'
  readonly title: string
  readonly description?: string
  readonly default?: unknown
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly writeOnly?: boolean
  readonly readOnly?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly oneOf?: readonly Option[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly items?: { readonly type: 'string'; readonly maxLength?: number; readonly oneOf?: readonly Option[] }
}

export interface Option {
  readonly const: string
  readonly title: string
}

// --- around the form ---

export interface FieldHint {
  readonly placeholder?: string
  readonly help?: string
  /** Key of the guide that shows how to find the value. */
  readonly guide?: string
  /** What to say when the value has not the asked form, in place of naming a pattern. */
  readonly format?: string
}

export interface Guide {
  readonly title: string
  /** Numbered steps in plain text. */
  readonly steps: readonly string[]
  readonly note?: string
}

/** `case` puts a text in lower case; `url` cuts an address down to its origin, as in `https://pim.example.com`. */
export interface FieldCleaning {
  readonly case?: 'lower'
  readonly url?: 'origin'
}

export interface DeriveRules {
  /** Text fields in which a pasted URL, path or credentials file is looked for. */
  readonly from: readonly string[]
  /** Field name → name of the derived fact, per auth type or `*`; a field without an entry takes the fact of its own name. */
  readonly fill?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

export interface RequestRules {
  /** Base URL with `{field}` placeholders, for example `https://api.example.com/stores/{storeHash}`. */
  readonly baseUrl: string
  /** Hosts a signed request may go to; a leading `*.` allows any subdomain, `{field}` stands for the host of the URL in that field. */
  readonly allowedHosts: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly retry?: RetryRules
}

/** When a request is sent again, and how long to wait; the longest of the named headers wins. */
export interface RetryRules {
  readonly statuses: readonly number[]
  /** Attempts after the first. */
  readonly limit: number
  readonly waitHeaders: readonly { readonly name: string; readonly unit: 'seconds' | 'milliseconds' }[]
}

export interface HeaderSignature {
  readonly header: string
  /** `{field}` stands for a value or secret, `{token}` for the token of an exchange. */
  readonly value: string
}

/** How requests of one auth type are signed, and where the token comes from that signs them. */
export type AuthMethod = HeaderAuth | AuthorizationCodeAuth | PasswordGrantAuth | MintedTokenAuth

/** Signed with what the form holds. */
export interface HeaderAuth extends HeaderSignature {
  readonly kind: 'header'
}

/** How a token endpoint is asked. */
export interface TokenEndpointRules {
  /** With `{field}` placeholders. */
  readonly tokenUrl: string
  /** Hosts a token request may go to; `{field}` stands for the host of the URL in that field. */
  readonly allowedHosts: readonly string[]
  readonly clientAuthentication: 'body' | 'basic'
  readonly bodyFormat: 'form' | 'json'
  /** From a refusal to its cause; the first row that matches wins. */
  readonly answers: readonly AnswerRule[]
}

/** Signed with a token that a person grants in a browser (RFC 6749 section 4.1), for an OAuth client named in the form. */
export interface AuthorizationCodeAuth extends TokenEndpointRules {
  readonly kind: 'oauth2'
  readonly authorizeUrl: string
  readonly scopeSeparator: string
  /** Parameters of the callback that the token request repeats. */
  readonly callbackParameters: readonly string[]
  /** What names the account in the authorisation and in the token's answer, with `{field}` placeholders. */
  readonly context?: string
  readonly tokensExpire: boolean
  readonly sign: HeaderSignature
}

/** Signed with a token that the form's own credentials get (RFC 6749 section 4.3), renewed by refresh. */
export interface PasswordGrantAuth extends TokenEndpointRules {
  readonly kind: 'oauth2-password'
  /** Templates over the form's fields. */
  readonly clientId: string
  readonly clientSecret: string
  readonly username: string
  readonly password: string
  readonly sign: HeaderSignature
}

/** Signed with a token that a request with the form's own credentials issues, and that a request revokes. */
export interface MintedTokenAuth {
  readonly kind: 'minted-token'
  readonly mint: {
    readonly baseUrl: string
    readonly path: string
    readonly allowedHosts: readonly string[]
    /** JSON body: a text that is one placeholder takes the field's value as it is; `{expiresAtSeconds}` is the wished end. */
    readonly body: unknown
    /** Dotted path of the token in the answer. */
    readonly tokenAt: string
    readonly lifetimeSeconds: number
    /** The scope that issuing takes. */
    readonly scope: string
    readonly sign: HeaderSignature
    /** From a refusal to its cause; the first row that matches wins. */
    readonly answers: readonly AnswerRule[]
  }
  readonly revoke: {
    readonly method: 'DELETE' | 'POST'
    readonly path: string
    /** Header that names the token to revoke; the request goes where `mint` goes and is signed like it. */
    readonly tokenHeader: string
  }
  readonly sign: HeaderSignature
}

// --- the test ---

export const causes = [
  'ok',
  'bad_credentials',
  'wrong_store',
  'missing_scope',
  'wrong_credential_kind',
  'expired',
  'store_unavailable',
  'rate_limited',
  'host_unreachable',
  'tls',
  'timeout',
  'blocked_host',
  'unexpected_answer',
] as const
/** What a test found, as a word that programs can rely on. */
export type Cause = (typeof causes)[number]

export interface TestRules {
  /** Tried in order; a step ends the test unless its answer's cause is in `orNextOn`. */
  readonly steps: readonly TestStep[]
  /** From an answer to its cause; the first row that matches wins. */
  readonly answers: readonly AnswerRule[]
}

export interface TestStep {
  readonly id: string
  /** Said to the user while the step runs. */
  readonly title: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** JSON body with `{field}` placeholders; for tests that are a query. */
  readonly body?: unknown
  readonly expect: {
    /** Members the JSON answer must have, as dotted paths. */
    readonly has?: readonly string[]
    /** Dotted path → template the member must equal; otherwise the connection reaches another account. */
    readonly same?: Readonly<Record<string, string>>
    /** Dotted path → texts the member must not be; otherwise the table of answers says what it means. */
    readonly not?: Readonly<Record<string, readonly string[]>>
  }
  /** What the answer tells about the account: name shown → dotted path. */
  readonly account?: Readonly<Record<string, string>>
  readonly orNextOn?: readonly Cause[]
}

export interface AnswerRule {
  readonly id: string
  readonly when: {
    /** One status, or the first and the last of a range. */
    readonly status?: number | readonly [number, number]
    /** The content type starts with this. */
    readonly contentType?: string
    /** The body holds this text, upper and lower case alike. */
    readonly bodyIncludes?: string
    /** This header is present (or, with a leading `!`, absent). */
    readonly header?: string
  }
  readonly cause: Exclude<Cause, 'ok'>
  readonly message: string
  readonly hints: readonly string[]
}

// --- scopes and notices ---

export interface ScopeRules {
  readonly catalogue: readonly Scope[]
  readonly profiles: Readonly<Record<string, ScopeProfile>>
}

export interface Scope {
  readonly id: string
  readonly name: string
  readonly access: string
  readonly description: string
  readonly group: string
  /** Official id, where this one is another spelling of it. */
  readonly aliasOf?: string
  /** Granted to every token without being asked for. */
  readonly implicit?: boolean
  /** Ids of the scopes this one includes (modify includes read). */
  readonly includes?: readonly string[]
  /** A safe GET that only a token with this scope (or one that includes it) may make. */
  readonly probe?: string
}

export interface ScopeProfile {
  readonly title: string
  readonly required: readonly string[]
  readonly note?: string
}

export interface Notice {
  readonly id: string
  readonly title: string
  readonly text: string
  /** What to do about it. */
  readonly action: string
  readonly source: string
  /** Auth types it is about; every one when absent. */
  readonly authTypes?: readonly string[]
  /** Last day, in UTC, on which the affected connections work. */
  readonly endsOn?: string
  /** In force from these days (UTC) on, each until the next. */
  readonly stages: readonly { readonly from: string; readonly effect: NoticeEffect }[]
}

export type NoticeEffect = 'warn' | 'refuse-new' | 'refuse-all'
