import type { ConnectionRecord } from '@connform/core'

/** Whether two sets of values lead to the same requests: all but the name counts. */
export function sameRequests(some: ConnectionRecord['values'], others: ConnectionRecord['values']): boolean {
  const keys = new Set([...Object.keys(some), ...Object.keys(others)])
  keys.delete('name')
  return [...keys].every((key) => JSON.stringify(some[key]) === JSON.stringify(others[key]))
}

/** Whether two readings of a row are of the same typing: what is sealed of them is the same, even where it was sealed anew. */
export const sameTyping = (some: ConnectionRecord, other: ConnectionRecord): boolean =>
  some.authType === other.authType &&
  sameRequests(some.values, other.values) &&
  JSON.stringify(some.secretFields) === JSON.stringify(other.secretFields)
