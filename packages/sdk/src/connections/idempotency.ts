import { ConnformError, type Definition, type IdempotencyRecord, type Prepared } from '@connform/core'
import type { CreateOptions, SaveResult } from './connections.ts'
import { type Context, viewAtPresent } from './context.ts'

const LIFETIME_MS = 24 * 60 * 60 * 1000
/** Longer than an installation takes to be stored; after that it is found among the others. */
const INSTALL_MS = 60_000
const MAX_LENGTH = 255

/** What a caller's key stands for, ready to be stored along with the connection. */
export type IdempotentRequest = Omit<IdempotencyRecord, 'connection'>

/**
 * Reads the key of a create; undefined where there is none. What was sent is told again by its definition, values and
 * the names of its secrets. The secrets themselves are left out: from a hash of a short one it could be guessed.
 */
export async function idempotentRequest(
  { clock }: Pick<Context, 'clock'>,
  { definition, prepared }: { readonly definition: Definition; readonly prepared: Prepared },
  { idempotencyKey }: CreateOptions,
): Promise<IdempotentRequest | undefined> {
  if (idempotencyKey === undefined) return undefined
  if (typeof idempotencyKey !== 'string' || idempotencyKey === '' || idempotencyKey.length > MAX_LENGTH) {
    throw new ConnformError('ERR_OPTION_INVALID', `An idempotency key is a text of 1 to ${MAX_LENGTH} characters.`)
  }
  const sent = JSON.stringify([definition.id, prepared.values, Object.keys(prepared.secrets)])
  return {
    keyHash: await hashOf(JSON.stringify(['create', idempotencyKey])),
    request: await hashOf(sent),
    expiresAt: new Date(clock().getTime() + LIFETIME_MS).toISOString(),
  }
}

/** Lets one of several installations of the same account, at the same moment, make its connection. */
export async function onceForAccount(
  { clock }: Pick<Context, 'clock'>,
  client: string,
  account: Readonly<Record<string, string | number>>,
): Promise<IdempotentRequest> {
  return {
    keyHash: await hashOf(JSON.stringify(['install', client, account])),
    request: '',
    expiresAt: new Date(clock().getTime() + INSTALL_MS).toISOString(),
  }
}

/** What came of the same request before; undefined where it is the first. Throws where the key was of another one. */
export async function repeatedResult(
  context: Context,
  request: IdempotentRequest,
  { issues, changes }: Pick<SaveResult, 'issues' | 'changes'>,
): Promise<SaveResult | undefined> {
  const { tenant, idempotency, store, clock } = context
  const known = await idempotency.find(tenant, request.keyHash, clock().toISOString())
  if (known === undefined) return undefined
  if (known.request !== request.request) {
    throw new ConnformError(
      'ERR_IDEMPOTENCY_CONFLICT',
      'This idempotency key was used for another connection.',
      'Take a new key for each connection; repeat one only with the very same form.',
    )
  }
  const record = await store.getSummary(tenant, known.connection)
  if (record === undefined || record.removedAt !== null) {
    throw new ConnformError(
      'ERR_IDEMPOTENCY_CONFLICT',
      'The connection that was made with this idempotency key has been removed since.',
      'Take a new key to make another one.',
    )
  }
  const test = record.lastTest === null ? {} : { test: record.lastTest }
  return { ok: true, connection: viewAtPresent(context, record), issues, changes, replayed: true, ...test }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
