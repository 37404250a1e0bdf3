import { Secret } from '@connform/core'
import { importFailure } from './import-failure.ts'

const MAX_DEPTH = 32

export type ImportedValue = Secret | number | boolean | null | readonly ImportedValue[] | ImportedFields

/**
 * What was read: every text is a {@link Secret}, at any depth, because which of them are secret is for the caller's
 * mapping to say. Numbers, booleans and null are as they were.
 */
export interface ImportedFields {
  readonly [name: string]: ImportedValue
}

/** @throws ConnformError `ERR_IMPORT` for anything but an object. */
export function importedFields(value: unknown, hint: string): ImportedFields {
  if (!isObject(value)) throw importFailure('The content is not a JSON object.', hint)
  return fieldsOf(value, 1, hint)
}

function fieldsOf(value: object, depth: number, hint: string): ImportedFields {
  const entries = Object.entries(value).map(([name, member]) => [name, imported(member, depth, hint)] as const)
  return Object.freeze(Object.fromEntries(entries))
}

function imported(value: unknown, depth: number, hint: string): ImportedValue {
  if (typeof value === 'string') return new Secret(value)
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (depth >= MAX_DEPTH) throw importFailure(`The content is nested more than ${MAX_DEPTH} levels deep.`, hint)
  if (Array.isArray(value)) return Object.freeze(value.map((member) => imported(member, depth + 1, hint)))
  if (isObject(value)) return fieldsOf(value, depth + 1, hint)
  throw importFailure('The content is not JSON.', hint)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
