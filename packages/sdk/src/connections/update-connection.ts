import {
  type ConnectionRecord,
  type Definition,
  type EditPlan,
  planEdit,
  StoreConflictError,
  type TestResult,
} from '@connform/core'
import { authTypeOf } from './auth-type.ts'
import type { SaveResult, UpdateOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { changesRequests, secretsAfter } from './edit-secrets.ts'
import { refused, saved } from './save-result.ts'
import { type SecretSet, sealSecrets } from './secret-set.ts'
import { statusAfter } from './status-after.ts'
import { untested, verify } from './verify.ts'

/** The saved connection that is changed, and what changes. */
export interface Edit {
  readonly id: string
  readonly patch: unknown
}

/**
 * Plans the edit, tests if requests change, and stores if nobody else did in between.
 *
 * An edit goes by the definition at hand, whatever version the connection was saved with: saved values it has no field
 * for are left behind, new required fields are asked for, and the connection carries its version from there on.
 */
export async function updateConnection(context: Context, edit: Edit, options: UpdateOptions): Promise<SaveResult> {
  const { tenant, store, vault, clock, definitions } = context
  const before = await findRecord(context, edit.id)
  if (options.revision !== undefined && options.revision !== before.revision) {
    throw new StoreConflictError(options.revision)
  }
  const adapter = definitions.adapter(before.definition)
  const { definition } = adapter
  const plan = planEdit(definition, savedForm(before, definition), edit.patch, {
    adapter,
    now: clock(),
    ...(options.reentry === undefined ? {} : { reentry: options.reentry }),
  })
  const { ok, values, issues, changes } = plan
  if (!ok) return { ok, issues, changes }

  await vault.load(tenant)
  const secrets = secretsAfter(plan.secrets, { vault, record: before })
  const authType = authTypeOf(definition, values)
  const moved = changesRequests(before, plan) || before.definitionVersion !== definition.version
  const credentials = { authType, values, secrets }
  const { test, refusal } = moved ? await verify(context, { adapter, credentials }, options) : untested
  if (refusal !== undefined) return refused(refusal, { issues, changes, test })

  const now = clock().toISOString()
  const record: ConnectionRecord = {
    ...before,
    definitionVersion: definition.version,
    name: String(values['name'] ?? before.name),
    authType,
    values,
    secretFields: typedAt(before, { plan, secrets, now }),
    ...sealSecrets(vault, before, secrets),
    ...(moved ? tested(before, test) : {}),
    revision: before.revision + 1,
    updatedAt: now,
  }
  await store.update(record, before.revision)
  return saved(context, record, { issues, changes, test })
}

function savedForm(record: ConnectionRecord, { form }: Definition): Parameters<typeof planEdit>[1] {
  const known = Object.entries(record.values).filter(([key]) => form.propertyNames.enum.includes(key))
  return { values: Object.fromEntries(known), secrets: record.secretFields }
}

interface Typed {
  readonly plan: EditPlan
  readonly secrets: SecretSet
  readonly now: string
}

/** When each secret was typed: kept ones keep their moment. */
function typedAt(before: ConnectionRecord, { plan, secrets, now }: Typed): ConnectionRecord['secretFields'] {
  const typed = Object.keys(secrets).map((key) => [
    key,
    plan.secrets[key]?.op === 'keep' ? (before.secretFields[key] ?? now) : now,
  ])
  return Object.fromEntries(typed)
}

/** The last test is about what was there before; without another one, nothing is known. */
const tested = (
  before: ConnectionRecord,
  test: TestResult | undefined,
): Pick<ConnectionRecord, 'status' | 'lastTest'> => ({
  status: statusAfter(before.status, test ?? null),
  lastTest: test ?? null,
})
