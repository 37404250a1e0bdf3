import { type ConnectionRecord, ConnformError, type Grant, prepare, type Secret } from '@connform/core'
import { connectionEntry } from '../audit/connection-entry.ts'
import { sealGrant } from '../grants/grant-slot.ts'
import { orRevoke } from '../grants/revoke-grant.ts'
import { sealedWrite } from '../sealed-write.ts'
import { authTypeOf } from './auth-type.ts'
import type { CreateOptions, SaveResult } from './connections.ts'
import type { Context } from './context.ts'
import { type IdempotentRequest, idempotentRequest, repeatedResult } from './idempotency.ts'
import { refused, saved } from './save-result.ts'
import { searchTermsOf } from './search-terms.ts'
import { sealSecrets } from './secret-set.ts'
import { verify, waitsForPerson } from './verify.ts'

/** A filled form of a definition. */
export interface Filled {
  readonly definition: string
  readonly input: unknown
}

/**
 * Validates, tests, seals and stores, in this order: what fails on the way leaves nothing behind. A request that was
 * made before with the same idempotency key is answered with what came of it.
 */
export async function createConnection(context: Context, filled: Filled, options: CreateOptions): Promise<SaveResult> {
  const { tenant, clock, definitions } = context
  const adapter = definitions.adapter(filled.definition)
  const { definition } = adapter
  const prepared = prepare(definition, filled.input, { adapter, now: clock() })
  const { ok, values, secrets, issues, changes } = prepared
  if (!ok) return { ok, issues, changes }
  const idempotency = await idempotentRequest(context, { definition, prepared }, options)
  const repeated = idempotency && (await repeatedResult(context, idempotency, { issues, changes }))
  if (repeated !== undefined) return repeated

  const authType = authTypeOf(definition, values)
  const subject = { adapter, credentials: { authType, values, secrets } }
  const { test, refusal, grant } = await verify(context, subject, options)
  if (refusal !== undefined) return refused(refusal, { issues, changes, test })

  const now = clock().toISOString()
  const unsealed: Unsealed = {
    tenant,
    id: crypto.randomUUID(),
    definition: definition.id,
    definitionVersion: definition.version,
    name: String(values['name'] ?? definition.title),
    authType,
    status: waitsForPerson(subject) ? 'pending' : test?.ok === false ? 'failing' : 'active',
    values,
    searchTerms: searchTermsOf(definition, values),
    secretFields: Object.fromEntries(Object.keys(secrets).map((key) => [key, now])),
    lastTest: test ?? null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    removedAt: null,
  }
  try {
    const record = await orRevoke(context, { subject, grant }, () =>
      insertSealed(context, unsealed, { secrets, grant, idempotency }),
    )
    return saved(context, record, { issues, changes, test })
  } catch (error) {
    // The same request was under way twice, and the other one was first.
    const isRepeated = error instanceof ConnformError && error.code === 'ERR_IDEMPOTENCY_CONFLICT'
    const first = isRepeated && idempotency && (await repeatedResult(context, idempotency, { issues, changes }))
    if (!first) throw error
    return first
  }
}

type Unsealed = Omit<ConnectionRecord, 'sealed' | 'keyId' | 'grant'>

interface Sealing {
  readonly secrets: Readonly<Record<string, Secret>>
  readonly grant: Grant | undefined
  readonly idempotency: IdempotentRequest | undefined
}

function insertSealed(context: Context, unsealed: Unsealed, sealing: Sealing): Promise<ConnectionRecord> {
  const { vault, store } = context
  const { secrets, grant, idempotency } = sealing
  return sealedWrite(context, async () => {
    const record: ConnectionRecord = {
      ...unsealed,
      ...sealSecrets(vault, unsealed, secrets),
      grant: grant === undefined ? null : sealGrant(vault, unsealed, grant),
    }
    const audit = connectionEntry(context, 'connection.created', { after: record })
    await store.insert(record, { audit, ...(idempotency === undefined ? {} : { idempotency }) })
    return record
  })
}
