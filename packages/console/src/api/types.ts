import type { ActiveNotice, AuditRecord, Change, ConnectionStatus, Issue, TestResult } from '@connform/core'

// What the HTTP API answers, as far as the console reads it.

export type Role = 'viewer' | 'editor' | 'admin'

export interface Session {
  readonly actor: string
  readonly role: Role
  readonly tenant: string
  /** `*` where the session may act for every tenant. */
  readonly tenants: string
  readonly csrfToken?: string
  /** ISO 8601. */
  readonly expiresAt?: string
  /** Where providers send people back to. */
  readonly redirectUri: string
  readonly version: string
  readonly features: { readonly tenants: boolean; readonly setups: boolean }
}

export interface DefinitionSummary {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly description: string
  readonly documentation: string
  readonly authTypes: readonly { readonly id: string; readonly title: string }[]
  readonly reentry: 'always' | 'keep'
  readonly notices: readonly ActiveNotice[]
}

export interface Connection {
  readonly id: string
  readonly definition: string
  readonly definitionVersion: string
  readonly name: string
  readonly authType: string
  readonly status: ConnectionStatus
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, { readonly set: true; readonly updatedAt: string }>>
  readonly derived: { readonly baseUrl?: string }
  readonly notices: readonly ActiveNotice[]
  readonly lastTest: TestResult | null
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly removedAt?: string
}

export interface ConnectionPage {
  readonly connections: readonly Connection[]
  readonly next?: string
}

/** A saved connection and what was said about it. */
export interface SaveAnswer {
  readonly connection: Connection
  readonly issues: readonly Issue[]
  readonly changes: readonly Change[]
  readonly test?: TestResult
  readonly replayed?: true
}

export interface RemoveAnswer {
  readonly revoked?: boolean
  readonly restorableUntil?: string
}

export interface OAuthClient {
  readonly id: string
  readonly definition: string
  readonly name: string
  readonly clientId: string
  readonly secrets: { readonly clientSecret: { readonly set: true; readonly updatedAt: string } }
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
}

export interface OAuthClientAnswer {
  readonly oauthClient: OAuthClient
  readonly issues: readonly Issue[]
}

export interface AuditPage {
  readonly entries: readonly AuditRecord[]
  readonly next?: number
}

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly tenant: string
  readonly role: Role
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface DataKey {
  readonly keyId: string
  readonly state: 'active' | 'retired'
  readonly wrappedBy: string
  readonly uses: number
  readonly sealed?: number
  readonly createdAt: string
}

export interface KeyStatus {
  readonly keyEncryptionKey: {
    readonly source: 'file' | 'bytes' | 'service'
    readonly id: string
    readonly file?: string
    readonly created: boolean
  }
  readonly dataKeys: readonly DataKey[]
}

export interface RotateAnswer {
  readonly keyId: string
  readonly resealed: number
  readonly remaining: number
  readonly unopened: number
  readonly destroyed: readonly string[]
}

export interface TenantPage {
  readonly tenants: readonly string[]
  readonly next?: string
}

/** One part of a test, as far as it has come. */
export interface Step {
  readonly id: string
  readonly title: string
  /** `skipped` where it could not be told, and the test went on without it. */
  readonly state: 'begun' | 'done' | 'failed' | 'skipped'
  /** How long it took; absent while it is under way. */
  readonly ms?: number
}

/** A line of an answer that tells its progress (`application/x-ndjson`); the last one holds `status` and `body`. */
export interface ProgressLine {
  readonly step?: Step
  readonly progress?: { readonly done: number; readonly total: number }
  readonly status?: number
  readonly body?: unknown
}

export type { ActiveNotice, AuditRecord, Change, ConnectionStatus, Issue, TestResult }
