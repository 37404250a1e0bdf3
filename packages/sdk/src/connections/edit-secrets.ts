import type { ConnectionRecord, EditPlan, Vault } from '@connform/core'
import { openSecrets, type SecretSet } from './secret-set.ts'

interface Sealed {
  readonly vault: Vault
  readonly record: ConnectionRecord
}

/**
 * The secrets after an edit: kept ones from the saved set, replaced ones from the plan. The saved set is opened only
 * for what is kept, so that typing every secret again mends a connection whose key is lost.
 */
export function secretsAfter(operations: EditPlan['secrets'], { vault, record }: Sealed): SecretSet {
  const planned = Object.entries(operations)
  const opened = planned.some(([, { op }]) => op === 'keep') ? openSecrets(vault, record) : {}
  const secrets: Record<string, SecretSet[string]> = {}
  for (const [key, operation] of planned) {
    const kept = opened[key]
    if (operation.op === 'replace') secrets[key] = operation.value
    else if (operation.op === 'keep' && kept !== undefined) secrets[key] = kept
  }
  return secrets
}

/** True where an edit changes what requests are made of; a new name does not. */
export function changesRequests(before: Pick<ConnectionRecord, 'values'>, plan: EditPlan): boolean {
  const keys = new Set([...Object.keys(before.values), ...Object.keys(plan.values)])
  keys.delete('name')
  const same = (key: string): boolean => JSON.stringify(before.values[key]) === JSON.stringify(plan.values[key])
  return Object.values(plan.secrets).some((operation) => operation.op !== 'keep') || ![...keys].every(same)
}
