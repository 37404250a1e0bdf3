import { type Adapter, type ConnectionRecord, type EditPlan, planEdit, StoreConflictError } from '@connform/core'
import { authTypeOf } from './auth-type.ts'
import type { SaveResult, UpdateOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { changesRequests, secretsAfter, typedAt } from './edit-secrets.ts'
import { refused, saved } from './save-result.ts'
import { sealSecrets } from './secret-set.ts'
import { statusAfter } from './status-after.ts'
import { type Verdict, verify } from './verify.ts'

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
  const before = await findRecord(context, edit.id)
  if (options.revision !== undefined && options.revision !== before.revision) {
    throw new StoreConflictError(options.revision)
  }
  const adapter = context.definitions.adapter(before.definition)
  const plan = planFor(context, { before, adapter, patch: edit.patch }, options)
  const { ok, issues, changes } = plan
  if (!ok) return { ok, issues, changes }

  const { definition } = adapter
  const moved = changesRequests(before, plan) || before.definitionVersion !== definition.version
  const { parts, test, refusal } = moved
    ? await moveCredentials(context, { before, adapter, plan }, options)
    : nothingMoved
  if (refusal !== undefined) return refused(refusal, { issues, changes, test })

  const record: ConnectionRecord = {
    ...before,
    ...parts,
    definitionVersion: definition.version,
    name: String(plan.values['name'] ?? before.name),
    values: plan.values,
    revision: before.revision + 1,
    updatedAt: context.clock().toISOString(),
  }
  await context.store.update(record, before.revision)
  return saved(context, record, { issues, changes, test })
}

interface Planned {
  readonly before: ConnectionRecord
  readonly adapter: Adapter
}

function planFor(
  { clock }: Context,
  { before, adapter, patch }: Planned & { readonly patch: unknown },
  { reentry }: UpdateOptions,
): EditPlan {
  const { definition } = adapter
  const known = Object.entries(before.values).filter(([key]) => definition.form.propertyNames.enum.includes(key))
  const form = { values: Object.fromEntries(known), secrets: before.secretFields }
  return planEdit(definition, form, patch, { adapter, now: clock(), ...(reentry === undefined ? {} : { reentry }) })
}

/** What an edit of the credentials changes in the row. */
type Moved = Pick<ConnectionRecord, 'authType' | 'status' | 'secretFields' | 'sealed' | 'keyId' | 'lastTest'>

const nothingMoved: Verdict & { readonly parts: Partial<Moved> } = Object.freeze({
  parts: {},
  test: undefined,
  refusal: undefined,
})

async function moveCredentials(
  context: Context,
  { before, adapter, plan }: Planned & { readonly plan: EditPlan },
  options: UpdateOptions,
): Promise<Verdict & { readonly parts: Moved }> {
  const { tenant, vault, clock } = context
  await vault.load(tenant)
  const secrets = await secretsAfter(plan.secrets, { vault, record: before })
  const authType = authTypeOf(adapter.definition, plan.values)
  const credentials = { authType, values: plan.values, secrets }
  const { test, refusal } = await verify(context, { adapter, credentials }, options)
  const lastTest = test ?? null
  const parts = {
    authType,
    status: statusAfter(before.status, lastTest),
    secretFields: typedAt(plan.secrets, { before: before.secretFields, now: clock().toISOString() }),
    ...sealSecrets(vault, before, secrets),
    lastTest,
  }
  return { parts, test, refusal }
}
