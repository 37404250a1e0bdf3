import { type ConnectionRecord, prepare } from '@connform/core'
import { sealGrant } from '../grants/grant-slot.ts'
import { orRevoke } from '../grants/revoke-grant.ts'
import { authTypeOf } from './auth-type.ts'
import type { CreateOptions, SaveResult } from './connections.ts'
import type { Context } from './context.ts'
import { refused, saved } from './save-result.ts'
import { sealSecrets } from './secret-set.ts'
import { verify, waitsForPerson } from './verify.ts'

/** A filled form of a definition. */
export interface Filled {
  readonly definition: string
  readonly input: unknown
}

/** Validates, tests, seals and stores, in this order: what fails on the way leaves nothing behind. */
export async function createConnection(context: Context, filled: Filled, options: CreateOptions): Promise<SaveResult> {
  const { tenant, store, vault, clock, definitions } = context
  const adapter = definitions.adapter(filled.definition)
  const { definition } = adapter
  const { ok, values, secrets, issues, changes } = prepare(definition, filled.input, { adapter, now: clock() })
  if (!ok) return { ok, issues, changes }

  const authType = authTypeOf(definition, values)
  const subject = { adapter, credentials: { authType, values, secrets } }
  const { test, refusal, grant } = await verify(context, subject, options)
  if (refusal !== undefined) return refused(refusal, { issues, changes, test })

  await vault.load(tenant)
  const id = crypto.randomUUID()
  const now = clock().toISOString()
  const record: ConnectionRecord = {
    tenant,
    id,
    definition: definition.id,
    definitionVersion: definition.version,
    name: String(values['name'] ?? definition.title),
    authType,
    status: waitsForPerson(subject) ? 'pending' : test?.ok === false ? 'failing' : 'active',
    values,
    secretFields: Object.fromEntries(Object.keys(secrets).map((key) => [key, now])),
    ...sealSecrets(vault, { tenant, id }, secrets),
    grant: grant === undefined ? null : sealGrant(vault, { tenant, id }, grant),
    lastTest: test ?? null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  }
  await orRevoke(context, { subject, grant }, () => store.insert(record))
  return saved(context, record, { issues, changes, test })
}
