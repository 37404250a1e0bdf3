import type {
  ActiveNotice,
  Cause,
  Change,
  ConnectionSort,
  ConnectionStatus,
  Issue,
  Prepared,
  Reentry,
  SourceOption,
  TestContext,
  TestResult,
} from '@connform/core'
import type { AuthorizeOptions } from '../oauth/authorize-connection.ts'
import type { Authorization } from '../oauth/oauth-flow.ts'
import type { ReauthorizeResult } from './reauthorize-connection.ts'
import type { RemoveOptions, RemoveResult } from './remove-connection.ts'

/** A connection as it is read: every value, and of each secret only that it is set. */
export interface Connection {
  readonly id: string
  readonly definition: string
  readonly definitionVersion: string
  readonly name: string
  readonly authType: string
  readonly status: ConnectionStatus
  readonly values: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, { readonly set: true; readonly updatedAt: string }>>
  /** Computed from the values, never stored; empty where the connection's definition is not known here. */
  readonly derived: { readonly baseUrl?: string }
  readonly notices: readonly ActiveNotice[]
  readonly lastTest: TestResult | null
  /** Counts the updates; pass it back to be told of a change in between. */
  readonly revision: number
  readonly createdAt: string
  readonly updatedAt: string
  /** Only in lists of removed connections. */
  readonly removedAt?: string
}

/** What happens when the test fails: nothing is stored, it is stored and marked, or no test is made. */
export type Verify = 'required' | 'report' | 'skip'

export interface TestOptions {
  /** A profile of the definition whose scopes the connection must have. */
  readonly profile?: string
  /** Stops the test. A stopped test has the cause `timeout`, and nothing is stored because of it. */
  readonly signal?: AbortSignal
  /** Told when each step begins and ends. */
  readonly onStep?: NonNullable<TestContext['onStep']>
}

export interface CreateOptions extends TestOptions {
  /** Default is `required`. */
  readonly verify?: Verify
  /**
   * A text of the caller's choice. Within 24 hours, the same form with the same key makes nothing twice: the answer is
   * the connection that was made the first time. With another form it is refused (`ERR_IDEMPOTENCY_CONFLICT`). Forms
   * are told apart by their values and the names of their secrets, not by the secrets.
   */
  readonly idempotencyKey?: string
}

export interface UpdateOptions extends Omit<CreateOptions, 'idempotencyKey'> {
  /** The revision that was read; another one in the database is a `StoreConflictError`. */
  readonly revision?: number
  /** What blank or masked means for a saved secret. Default is the definition's. */
  readonly reentry?: Reentry
}

export type SaveResult =
  | {
      readonly ok: true
      readonly connection: Connection
      /** Warnings that did not stand in the way. */
      readonly issues: readonly Issue[]
      readonly changes: readonly Change[]
      /** Absent where no test was made. */
      readonly test?: TestResult
      /** True where an earlier call with the same idempotency key had made it; the connection is as it is now. */
      readonly replayed?: true
    }
  | {
      readonly ok: false
      readonly issues: readonly Issue[]
      readonly changes: readonly Change[]
      readonly test?: TestResult
    }

export interface ListOptions {
  readonly definition?: string
  readonly status?: ConnectionStatus
  /** Cause of the last test; `untested` where there was none. */
  readonly cause?: Cause | 'untested'
  /** Part of the name, the definition's id, or a field that names the account, upper and lower case alike. */
  readonly search?: string
  /** Only those that some notice is about. */
  readonly notices?: boolean
  /** Removed ones instead of the others. */
  readonly removed?: boolean
  /** Default is by `createdAt`, oldest first. */
  readonly sort?: { readonly by: ConnectionSort; readonly descending?: boolean }
  /** 1 to 1000. Default is 100. */
  readonly limit?: number
  /** `next` of the page before, of the same sort. */
  readonly cursor?: string
}

export interface ConnectionList {
  readonly connections: readonly Connection[]
  /** Where more follow. */
  readonly next?: string
}

/** The connections of one tenant. A failure is a `ConnformError`; a user's mistake is an issue in the result. */
export interface Connections {
  /** Cleans and checks a filled form. Nothing is sent, nothing is stored. */
  validate(definition: string, input: unknown): Prepared
  /** Validates, tests, seals and stores. */
  create(definition: string, input: unknown, options?: CreateOptions): Promise<SaveResult>
  /**
   * Changes what `patch` names. Tests again unless the name alone changes. Goes by the definition at hand, whatever
   * version the connection was saved with. Throws `StoreConflictError` where somebody else saved in between.
   */
  update(id: string, patch: unknown, options?: UpdateOptions): Promise<SaveResult>
  /** Throws `ERR_CONNECTION_NOT_FOUND`. */
  get(id: string): Promise<Connection>
  /** Page by page, stable while others write. */
  list(options?: ListOptions): Promise<ConnectionList>
  /** One real request; the result is stored with the connection, and lifts or sets the status `failing`. */
  test(id: string, options?: TestOptions): Promise<TestResult>
  /** What can be chosen from one of the connected system's lists, such as `channels`. Throws `ERR_OPTION_INVALID`, naming the sources. */
  options(id: string, source: string): Promise<SourceOption[]>
  /** Begins an authorisation by a person; `oauth.handleCallback` finishes it. Throws `ERR_UNSUPPORTED` where none is needed. */
  authorize(id: string, options: AuthorizeOptions): Promise<Authorization>
  /**
   * Turns a connection in place into one of another auth type: same id, tested before anything is stored. What the old
   * one signed with is taken back afterwards. `patch` names the new auth type and its fields.
   */
  reauthorize(id: string, patch: unknown, options?: UpdateOptions): Promise<ReauthorizeResult>
  /** `inactive` stays until set back; a test does not change it. */
  setStatus(id: string, status: 'active' | 'inactive'): Promise<Connection>
  /**
   * Takes the connection out of use and takes a token that was issued for it back. It can be restored for 30 days, its
   * secrets sealed on; then, or at once with `purge`, nothing of it is left. Nothing else changes at the provider.
   */
  remove(id: string, options?: RemoveOptions): Promise<RemoveResult>
  /** Undoes `remove`. Throws `ERR_CONNECTION_NOT_FOUND` where it was purged, or never removed. */
  restore(id: string): Promise<Connection>
}
