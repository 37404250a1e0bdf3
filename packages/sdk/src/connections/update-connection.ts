import {
  type Adapter,
  type AuditAction,
  type ConnectionRecord,
  type EditPlan,
  planEdit,
  StoreConflictError,
} from '@connform/core'
import { connectionEntry } from '../audit/connection-entry.ts'
import { replaceGrant } from '../grants/replace-grant.ts'
import { sealedWrite } from '../sealed-write.ts'
import type { SaveResult, UpdateOptions } from './connections.ts'
import { type Context, findRecord } from './context.ts'
import { changesRequests } from './edit-secrets.ts'
import { type Move, moveCredentials } from './move-credentials.ts'
import { refused, saved } from './save-result.ts'
import { searchTermsOf } from './search-terms.ts'
import { sealSecrets } from './secret-set.ts'

/** The saved connection that is changed, and what changes. */
export interface Edit {
  readonly id: string
  readonly patch: unknown
  /** What the audit calls it. Default is `connection.updated`. */
  readonly action?: AuditAction
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
    searchTerms: searchTermsOf(definition, plan.values),
    revision: before.revision + 1,
    updatedAt: context.clock().toISOString(),
  }
  const stored = await store(context, { before, record, move, action: edit.action ?? 'connection.updated' })
  return saved(context, stored, { issues, changes, test })
}

interface Storing {
  readonly before: ConnectionRecord
  readonly record: ConnectionRecord
  /** Undefined where what requests are made of stays. */
  readonly move: Move | undefined
  readonly action: AuditAction
}

async function store(context: Context, { before, record, move, action }: Storing): Promise<ConnectionRecord> {
  const audit = connectionEntry(context, action, { before, after: record })
  if (move === undefined) {
    await context.store.update(record, before.revision, { audit, state: {} })
    return record
  }
  if (!move.keepsGrant) {
    const { subject, secrets, verdict } = move
    return replaceGrant(context, { before, record, subject, secrets, audit }, verdict.grant)
  }
  return sealedWrite(context, async () => {
    const credentials = sealSecrets(context.vault, before, move.secrets)
    await context.store.update(record, before.revision, { audit, credentials, state: {} })
    return { ...record, ...credentials }
  })
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
