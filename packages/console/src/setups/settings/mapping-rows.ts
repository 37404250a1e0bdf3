import type { MappingRow } from '@connform/core'

/** The rows of a mapping as they are saved or typed; a side that is not chosen is empty. */
export function rowsOf(value: unknown): readonly MappingRow[] {
  if (!Array.isArray(value)) return []
  return value.map((row: Partial<MappingRow>) => ({ from: row.from ?? '', to: row.to ?? '' }))
}
