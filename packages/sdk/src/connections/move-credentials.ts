import type { Adapter, ConnectionRecord, EditPlan } from '@connform/core'
import { authTypeOf } from './auth-type.ts'
import type { UpdateOptions } from './connections.ts'
import type { Context } from './context.ts'
import { secretsAfter, typedAt } from './edit-secrets.ts'
import type { Subject } from './run-test.ts'
import type { SecretSet } from './secret-set.ts'
import { statusAfter } from './status-after.ts'
import { type Verdict, verify, waitsForPerson } from './verify.ts'

/** An edit that changes what requests are made of. */
interface Moving {
  readonly before: ConnectionRecord
  readonly adapter: Adapter
  readonly plan: EditPlan
}

/** What such an edit comes to, before anything is stored. */
export interface Move {
  /** What changes in the row. */
  readonly parts: Pick<ConnectionRecord, 'authType' | 'status' | 'secretFields' | 'lastTest'>
  /** To be sealed as it is stored. */
  readonly secrets: SecretSet
  readonly subject: Subject
  readonly verdict: Verdict
  /** What a person has granted is as good for the connection as it will be. */
  readonly keepsGrant: boolean
}

/** Tests a connection as an edit would have it. */
export async function moveCredentials(
  context: Context,
  { before, adapter, plan }: Moving,
  options: UpdateOptions,
): Promise<Move> {
  const secrets = await secretsAfter(plan.secrets, { opening: context, record: before })
  const authType = authTypeOf(adapter.definition, plan.values)
  const subject = { adapter, credentials: { authType, values: plan.values, secrets } }
  const verdict = await verify(context, subject, options)
  const keepsGrant = waitsForPerson(subject) && isSameAccount(before, subject)
  const parts = {
    authType,
    ...stateAfter(before, { subject, verdict, keepsGrant }),
    secretFields: typedAt(plan.secrets, { before: before.secretFields, now: context.clock().toISOString() }),
  }
  return { parts, secrets, subject, verdict, keepsGrant }
}

/** The same account, asked for by the same client: other scopes take another authorisation, but end none. */
function isSameAccount(before: ConnectionRecord, { adapter, credentials }: Subject): boolean {
  const keys = [...adapter.definition.identity, 'oauthClient']
  return before.authType === credentials.authType && keys.every((key) => before.values[key] === credentials.values[key])
}

function stateAfter(
  before: ConnectionRecord,
  { subject, verdict, keepsGrant }: Omit<Move, 'parts' | 'secrets'>,
): Pick<ConnectionRecord, 'status' | 'lastTest'> {
  if (keepsGrant) return { status: before.status, lastTest: before.lastTest }
  const lastTest = verdict.test ?? null
  if (!waitsForPerson(subject)) return { status: statusAfter(before.status, lastTest), lastTest }
  return { status: before.status === 'inactive' ? 'inactive' : 'pending', lastTest }
}
