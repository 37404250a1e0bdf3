import type { Adapter, ConnectionRecord, Grant, Issue, TestResult } from '@connform/core'
import { connectionEntry } from '../audit/connection-entry.ts'
import { type Context, viewAtPresent } from '../connections/context.ts'
import { sameSubject } from '../connections/edit-secrets.ts'
import type { IdempotentRequest } from '../connections/idempotency.ts'
import { rewriteConnection } from '../connections/rewrite-connection.ts'
import { runTest } from '../connections/run-test.ts'
import { testIssue } from '../connections/test-issue.ts'
import { withToken } from '../connections/verify.ts'
import { sealGrant } from '../grants/grant-slot.ts'
import { sealedWrite } from '../sealed-write.ts'
import { lackingScopes } from './lacking-scopes.ts'
import type { AuthorizationResult } from './oauth-flow.ts'

/** A token that a person granted, and what is expected of it. */
export interface Granted {
  readonly adapter: Adapter
  readonly grant: Grant
  /** The other members of the token endpoint's answer. */
  readonly extra: Readonly<Record<string, unknown>>
  /** Scopes that were asked for, and those that must be there in any case. */
  readonly expected: readonly string[]
  /** Stored with a connection that is new, see `onceForAccount`. */
  readonly once?: IdempotentRequest
}

/**
 * Compares what was granted with what was expected, tests it, and only then stores it. A mismatch or a failed test
 * stores nothing.
 */
export async function acceptGrant(
  context: Context,
  record: ConnectionRecord,
  { adapter, grant, extra, expected, once }: Granted,
): Promise<AuthorizationResult> {
  const { definition } = adapter
  const mismatch = wrongAccount(adapter, record, extra) ?? lackingScopes(definition, grant.scopes, expected)
  if (mismatch !== undefined) return { ok: false, issues: [mismatch] }
  const { authType, values } = record
  const test = await runTest(context, { adapter, credentials: withToken({ authType, values, secrets: {} }, grant) }, {})
  if (!test.ok) return { ok: false, issues: [testIssue(definition, authType, test)], test }
  const stored = await store(context, record, { grant, test, once })
  if (stored === undefined) return { ok: false, issues: [connectionChanged], test }
  return { ok: true, connection: viewAtPresent(context, stored), test }
}

interface Accepted {
  readonly grant: Grant
  readonly test: TestResult
  readonly once: IdempotentRequest | undefined
}

/** The row as it is stored; undefined where the connection was changed meanwhile into one that this grant is not for. */
async function store(
  context: Context,
  record: ConnectionRecord,
  { grant, test, once }: Accepted,
): Promise<ConnectionRecord | undefined> {
  return sealedWrite(context, async () => {
    const accepted = { grant: sealGrant(context.vault, record, grant), lastTest: test }
    if (record.revision === 0) {
      const first: ConnectionRecord = { ...record, ...accepted, status: 'active', revision: 1 }
      const audit = connectionEntry(context, 'connection.created', { after: first })
      await context.store.insert(first, { audit, ...(once === undefined ? {} : { idempotency: once }) })
      return first
    }
    const latest = await rewriteConnection(context, record, {
      action: 'connection.authorized',
      change: async (found) =>
        (await sameSubject(context, record, found))
          ? { ...accepted, status: found.status === 'inactive' ? 'inactive' : 'active' }
          : undefined,
    })
    return latest.grant === accepted.grant ? latest : undefined
  })
}

function wrongAccount(adapter: Adapter, { values }: ConnectionRecord, extra: Granted['extra']): Issue | undefined {
  for (const [key, value] of Object.entries(adapter.grantedFor?.(extra) ?? {})) {
    if (values[key] === undefined || String(values[key]) === String(value)) continue
    return {
      path: [key],
      code: 'wrong_store',
      message: 'The authorisation was given for another account than the one this connection names.',
      hint: 'Sign in to the account of this connection and authorise it there, or change the connection.',
      severity: 'error',
    }
  }
  return undefined
}

const connectionChanged: Issue = Object.freeze<Issue>({
  path: [],
  code: 'connection_changed',
  message: 'The connection was changed while it was being authorised.',
  hint: 'Authorise it again.',
  severity: 'error',
})
