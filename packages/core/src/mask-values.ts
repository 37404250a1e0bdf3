import type { Prepared } from './form/prepare.ts'
import { MASK } from './secret.ts'

/** All fields of a prepared form in one object, each secret as {@link MASK}: what may be shown and logged. */
export function maskValues(prepared: Pick<Prepared, 'values' | 'secrets'>): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...prepared.values }
  for (const key of Object.keys(prepared.secrets)) shown[key] = MASK
  return shown
}
