import {
  type Adapter,
  type ConnectionRecord,
  type ConnectionStatus,
  type Grant,
  type GrantOutcome,
  GrantRefusedError,
} from '@connform/core'
import { type Context, findRecord } from '../connections/context.ts'
import { sameSubject } from '../connections/edit-secrets.ts'
import { rewriteConnection } from '../connections/rewrite-connection.ts'
import { openSecrets } from '../connections/secret-set.ts'
import { sealedWrite } from '../sealed-write.ts'
import { underGrantLease } from './grant-lease.ts'
import { openGrant, sealGrant } from './grant-slot.ts'
import { obtainGrant } from './obtain-grant.ts'
import { putRenewed } from './put-renewed.ts'
import { revokeGrant } from './revoke-grant.ts'
import { orStopped } from './stoppable.ts'

/** A grant that can sign, what it is stored as, and the connection it was stored with: its requests go nowhere else. */
export interface UsableGrant {
  readonly grant: Grant
  readonly sealed: string
  readonly record: ConnectionRecord
}

export interface Wanted {
  readonly adapter: Adapter
  /** A stored grant that the provider no longer takes, whatever it says about its end. */
  readonly refused?: string
  /** A person asks for this very attempt, so a connection that waits for one is tried too. */
  readonly isAsked?: boolean
  /** How long before its end a grant is renewed. Default is a minute. */
  readonly aheadMs?: number
  /** A grant that is due and cannot be renewed is a failure, however long it may still be used. */
  readonly mustRenew?: boolean
  /** Stops the waiting. A renewal goes on: what it brings may be the only token the provider takes from then on. */
  readonly signal?: AbortSignal
}

/** A grant is renewed this long before its end unless somebody wishes otherwise, or a fifth of its life before where that is less. */
const RENEW_AHEAD_MS = 60_000
/** A renewal asks twice at most, by refresh and then anew, and both fit into a lease. */
const RENEWAL_TIMEOUT_MS = 12_000

/**
 * The grant of a connection, renewed if it is due. One renewal at a time: callers of this process share it, and other
 * processes wait for it and read what it brought. Throws `GrantRefusedError` where the provider gives none, and, without
 * asking it, where the connection waits for a person.
 */
export async function currentGrant(context: Context, record: ConnectionRecord, wanted: Wanted): Promise<UsableGrant> {
  const usable = await usableGrant(context, record, wanted)
  return usable ?? orStopped(sharedRenewal(context, record, wanted), wanted.signal)
}

/** The stored grant, unless it is due. Throws where the connection waits for a person and none has asked. */
async function usableGrant(
  context: Context,
  record: ConnectionRecord,
  { refused, isAsked, aheadMs = RENEW_AHEAD_MS }: Wanted,
): Promise<UsableGrant | undefined> {
  if (isAsked !== true) refuseWaiting(record)
  const { grant } = record
  if (grant === null || grant.sealed === refused || isDue(grant, context.clock(), aheadMs)) return undefined
  return { grant: await openGrant(context, record, grant), sealed: grant.sealed, record }
}

function isDue(
  { expiresAt, issuedAt }: Pick<Grant, 'expiresAt' | 'issuedAt'>,
  now: Date,
  wishedAheadMs: number,
): boolean {
  if (expiresAt === null) return false
  const endsAtMs = Date.parse(expiresAt)
  const aheadMs = Math.min(wishedAheadMs, (endsAtMs - Date.parse(issuedAt)) / 5)
  return now.getTime() >= endsAtMs - aheadMs
}

const waits: Partial<Readonly<Record<ConnectionStatus, string>>> = Object.freeze({
  pending: 'This connection has not been authorised yet.',
  needs_reauth: 'The provider no longer takes what this connection was authorised with.',
  uninstalled: 'The app of this connection was uninstalled at the provider.',
})

function refuseWaiting({ status }: ConnectionRecord): void {
  const message = waits[status]
  if (message === undefined) return
  throw new GrantRefusedError(
    'expired',
    message,
    'Authorise it (connform authorize), or edit it and enter its credentials anew. A test that passes lifts this too.',
  )
}

async function sharedRenewal(context: Context, record: ConnectionRecord, wanted: Wanted): Promise<UsableGrant> {
  const { renewals } = context
  // What a person asked for is tried where another caller is refused unasked, and what must be renewed fails where
  // another caller gets what is left: these share nothing.
  const key = JSON.stringify([record.tenant, record.id, wanted.isAsked === true, wanted.mustRenew === true])
  const underway = renewals.get(key)
  if (underway !== undefined) {
    const brought = await underway
    // One that began before the provider refused this grant may have found it good.
    return brought.sealed === wanted.refused ? sharedRenewal(context, record, wanted) : brought
  }
  const renewal = renew(context, record.id, wanted).finally(() => renewals.delete(key))
  renewals.set(key, renewal)
  return renewal
}

function renew(context: Context, id: string, wanted: Wanted): Promise<UsableGrant> {
  const stored = async () => usableGrant(context, await findRecord(context, id), wanted)
  return underGrantLease(context, id, {
    instead: stored,
    // Looked at again: the holder before may have brought a grant between our look and our lease.
    run: async () => (await stored()) ?? renewLeased(context, await findRecord(context, id), wanted),
  })
}

async function renewLeased(context: Context, record: ConnectionRecord, wanted: Wanted): Promise<UsableGrant> {
  const { vault } = context
  const { authType, values } = record
  const credentials = { authType, values, secrets: await openSecrets(context, record) }
  const subject = { adapter: wanted.adapter, credentials }
  const current = record.grant === null ? undefined : await openGrant(context, record, record.grant)
  const asking = { ...subject, ...(current === undefined ? {} : { current }) }
  const outcome = await obtainGrant(context, asking, { timeoutMs: RENEWAL_TIMEOUT_MS })
  if (!outcome.ok) return afterRefusal(context, { record, current, outcome }, wanted)
  const stored = await sealedWrite(context, async () => {
    const grantRecord = sealGrant(vault, record, outcome.grant)
    return (await putRenewed(context, { record, current }, grantRecord)) ? grantRecord : undefined
  })
  if (stored !== undefined) return { grant: outcome.grant, sealed: stored.sealed, record }
  // Edited or removed by somebody who did not wait for the lease. What was issued is for nobody.
  await revokeGrant(context, subject, outcome.grant)
  const usable = await usableGrant(context, await findRecord(context, record.id), wanted)
  if (usable !== undefined) return usable
  throw new GrantRefusedError('timeout', 'The connection was changed while its token was renewed.', 'Try again.')
}

interface Refused {
  readonly record: ConnectionRecord
  readonly current: Grant | undefined
  readonly outcome: Extract<GrantOutcome, { ok: false }>
}

/** A dead grant is noted, so that nobody asks in vain again; one that is only due yet still good signs once more. */
async function afterRefusal(
  context: Context,
  { record, current, outcome }: Refused,
  { refused, mustRenew = false }: Wanted,
): Promise<UsableGrant> {
  const isDead = endsGrant(outcome)
  if (isDead) {
    await rewriteConnection(context, record, {
      isEdit: false,
      action: 'connection.status_set',
      change: async (latest) =>
        isTried(latest) && (await sameSubject(context, record, latest)) ? { status: 'needs_reauth' } : undefined,
    })
  } else if (!mustRenew && current !== undefined && record.grant !== null && record.grant.sealed !== refused) {
    const isGood = current.expiresAt === null || Date.parse(current.expiresAt) > context.clock().getTime()
    if (isGood) return { grant: current, sealed: record.grant.sealed, record }
  }
  const { cause, message, hints } = outcome.failure
  throw new GrantRefusedError(cause, message, hints[0])
}

/** What a person switched off, or what waits for one already, keeps its status. */
const isTried = ({ status }: ConnectionRecord): boolean => status === 'active' || status === 'failing'

const ending: ReadonlySet<string> = new Set([
  'bad_credentials',
  'expired',
  'wrong_credential_kind',
  'wrong_store',
  'missing_scope',
])

/**
 * Whether asking again can bring nothing else. A page in front of the provider, a redirect or an address where nothing
 * answers says nothing of the grant.
 */
function endsGrant({ failure, httpStatus }: Refused['outcome']): boolean {
  if (!ending.has(failure.cause)) return false
  return httpStatus === undefined || (httpStatus >= 400 && httpStatus < 500 && httpStatus !== 404)
}
