import { type MappingRule, offeredOptions, type SourceOption, sourcesOf } from '@connform/core'
import { findSetup } from './find-setup.ts'
import { readList } from './read-lists.ts'
import type { SetupContext } from './setup-context.ts'
import type { SetupOptionsQuery } from './setups.ts'

/** What can be chosen: in a field of the settings, on a side of a mapping, or from a source. */
export async function setupOptions(
  context: SetupContext,
  id: string,
  field: string,
  { settings = {}, refresh = false }: SetupOptionsQuery,
): Promise<SourceOption[]> {
  const owner = await findSetup(context, id)
  const rules = owner.document.settings
  const read = (source: string): Promise<readonly SourceOption[]> => readList(context, owner, source, refresh)
  if (!Object.hasOwn(rules.options, field)) return [...(await read(sideOf(rules.mappings, field) ?? field))]
  const sources = sourcesOf(rules, field)
  const lists = new Map(await Promise.all(sources.map(async (source) => [source, await read(source)] as const)))
  return [...offeredOptions(rules, field, { settings: { ...owner.record.settings, ...settings }, lists })]
}

/** The source of `mapping.from` or `mapping.to`. */
function sideOf(mappings: Readonly<Record<string, MappingRule>>, field: string): string | undefined {
  const [name = '', side] = field.split('.')
  const rule = Object.hasOwn(mappings, name) ? mappings[name] : undefined
  return side === 'from' || side === 'to' ? rule?.[side].source : undefined
}
