import type { Setup, SetupDocument } from '../api/setup-types.ts'

/** Names of the fields whose change asks first: of a slot, or of the settings where none is named. None before the first use. */
export function guardedFields(
  document: SetupDocument | undefined,
  setup: Pick<Setup, 'usedAt'> | undefined,
  slot?: string,
): ReadonlySet<string> {
  if (document === undefined || setup === undefined || setup.usedAt === null) return new Set()
  const locked = document.locks.flatMap(({ fields }) => fields)
  if (slot === undefined) return new Set(locked.filter((field) => !field.includes('.')))
  return new Set(locked.filter((field) => field.startsWith(`${slot}.`)).map((field) => field.slice(slot.length + 1)))
}
