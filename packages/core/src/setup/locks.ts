import type { ResetKind, SetupDocument, SetupLock } from './setup-document.ts'

/** What locked fields hold at one moment: a setting, or `slot.field` → value. */
export type LockedValues = Readonly<Record<string, unknown>>

/** A change of locked fields: what it needs, and what to say before. */
export interface BrokenLock {
  readonly fields: readonly string[]
  readonly reset: ResetKind
  readonly warning: string
}

/** From the lesser to the greater. */
const resetKinds: readonly ResetKind[] = Object.freeze(['keep-store', 'delete-store'])

/** The present values of every locked field. What is not set is left out. */
export function lockedValues(
  { locks }: Pick<SetupDocument, 'locks'>,
  settings: Readonly<Record<string, unknown>>,
  slots: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
): LockedValues {
  const values = locks.flatMap(({ fields }) => fields).map((field) => [field, valueAt(field, settings, slots)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

/** What differs from the values of the first use. A connection or setting that is gone is none other, and locks nothing. */
export function brokenLock(
  { locks }: Pick<SetupDocument, 'locks'>,
  usedWith: LockedValues | null,
  present: LockedValues,
): BrokenLock | undefined {
  if (usedWith === null) return undefined
  const isOther = (field: string): boolean =>
    Object.hasOwn(usedWith, field) &&
    Object.hasOwn(present, field) &&
    JSON.stringify(usedWith[field]) !== JSON.stringify(present[field])
  const broken = locks
    .map((lock): SetupLock => ({ ...lock, fields: lock.fields.filter(isOther) }))
    .filter(({ fields }) => fields.length > 0)
  if (broken.length === 0) return undefined
  const greatest = Math.max(...broken.map(({ reset }) => resetKinds.indexOf(reset)))
  return {
    fields: broken.flatMap(({ fields }) => fields),
    reset: resetKinds[greatest] ?? 'delete-store',
    warning: [...new Set(broken.map(({ warning }) => warning))].join(' '),
  }
}

function valueAt(
  field: string,
  settings: Readonly<Record<string, unknown>>,
  slots: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
): unknown {
  const [slot = '', name] = field.split('.')
  return name === undefined ? settings[field] : slots[slot]?.[name]
}
