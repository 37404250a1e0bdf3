import type { ConnectionRecord, EditPlan } from '@connform/core'
import { sameRequests, sameTyping } from './same-requests.ts'
import { type Opening, openSecrets, type SecretSet } from './secret-set.ts'

interface Sealed {
  readonly opening: Opening
  readonly record: ConnectionRecord
}

/**
 * The secrets after an edit: kept ones from the saved set, replaced ones from the plan. The saved set is opened only
 * for what is kept, so that typing every secret again mends a connection whose key is lost.
 */
export async function secretsAfter(operations: EditPlan['secrets'], { opening, record }: Sealed): Promise<SecretSet> {
  const planned = Object.entries(operations)
  const opened = planned.some(([, { op }]) => op === 'keep') ? await openSecrets(opening, record) : {}
  const secrets: Record<string, SecretSet[string]> = {}
  for (const [key, operation] of planned) {
    const kept = opened[key]
    if (operation.op === 'replace') secrets[key] = operation.value
    else if (operation.op === 'keep' && kept !== undefined) secrets[key] = kept
  }
  return secrets
}

interface Moments {
  readonly before: ConnectionRecord['secretFields']
  readonly now: string
}

/** When each secret after an edit was typed: kept ones keep their moment. */
export function typedAt(operations: EditPlan['secrets'], { before, now }: Moments): ConnectionRecord['secretFields'] {
  const typed: Record<string, string> = {}
  for (const [key, { op }] of Object.entries(operations)) {
    const kept = before[key]
    if (op === 'replace') typed[key] = now
    else if (op === 'keep' && kept !== undefined) typed[key] = kept
  }
  return typed
}

/** True where an edit changes what requests are made of; a new name does not. */
export const changesRequests = (before: Pick<ConnectionRecord, 'values'>, plan: EditPlan): boolean =>
  Object.values(plan.secrets).some(({ op }) => op !== 'keep') || !sameRequests(before.values, plan.values)

/** Whether a row still holds what another reading of it held: the same requests, signed with the same secrets. */
export async function sameSubject(opening: Opening, some: ConnectionRecord, other: ConnectionRecord): Promise<boolean> {
  if (some.sealed === other.sealed) return some.authType === other.authType && sameRequests(some.values, other.values)
  // A sweep seals the same secrets anew. Typed at the same moments, they are most likely the same; opened, for certain.
  if (some.sealed === null || other.sealed === null || !sameTyping(some, other)) return false
  const [one, two] = [await openSecrets(opening, some), await openSecrets(opening, other)]
  return Object.keys(one).every((key) => one[key]?.reveal() === two[key]?.reveal())
}
