import type { MappingRow, SetupDocument } from '@connform/core'

/** A chosen setting, or the rows of a mapping, in one line. */
export function settingText(
  { settings: { form, mappings } }: Pick<SetupDocument, 'settings'>,
  name: string,
  value: unknown,
): string {
  if (Object.hasOwn(mappings, name)) {
    return (value as readonly MappingRow[]).map(({ from, to }) => `${from} → ${to}`).join(', ') || 'no row'
  }
  const options = form.properties[name]?.oneOf ?? form.properties[name]?.items?.oneOf ?? []
  const worded = (one: unknown): string => options.find((option) => option.const === one)?.title ?? String(one)
  return Array.isArray(value) ? value.map(worded).join(', ') : worded(value)
}

/** What a setting or mapping is called. */
export const settingTitle = ({ settings: { form, mappings } }: Pick<SetupDocument, 'settings'>, name: string): string =>
  mappings[name]?.title ?? form.properties[name]?.title ?? name
