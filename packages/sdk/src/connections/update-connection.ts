import { type Adapter, type ConnectionRecord, type EditPlan, planEdit, StoreConflictError } from '@connform/core'
import { replaceGrant } from '../grants/replace-grant.ts'
import type { SaveResult, UpdateOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { changesRequests } from './edit-secrets.ts'
import { moveCredentials } from './move-credentials.ts'
import { refused, saved } from './save-result.ts'

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
  const move = moved ? await moveCredentials(context, { before, adapter, plan }, options) : undefined
  const test = move?.verdict.test
  if (move?.verdict.refusal !== undefined) return refused(move.verdict.refusal, { issues, changes, test })

  const record: ConnectionRecord = {
    ...before,
    ...move?.parts,
    definitionVersion: definition.version,
    name: String(plan.values['name'] ?? before.name),
    values: plan.values,
    revision: before.revision + 1,
    updatedAt: context.clock().toISOString(),
  }
  if (move === undefined || move.keepsGrant) {
    await context.store.update(record, before.revision)
    return saved(context, record, { issues, changes, test })
  }
  const stored = await replaceGrant(context, { before, record, subject: move.subject }, move.verdict.grant)
  return saved(context, stored, { issues, changes, test })
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
