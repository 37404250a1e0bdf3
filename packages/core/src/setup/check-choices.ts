import type { Issue } from '../issue.ts'
import { type OptionLists, offeredOptions } from './offered-options.ts'
import type { MappingRow, SetupDocument } from './setup-document.ts'

/** Chosen values that the lists, as read, do not offer: of some settings and mappings. */
export function checkChoices(
  { settings: rules }: Pick<SetupDocument, 'settings'>,
  names: readonly string[],
  chosen: { readonly settings: Readonly<Record<string, unknown>>; readonly lists: OptionLists },
): Issue[] {
  return names.flatMap((name) => {
    const mapping = rules.mappings[name]
    if (mapping !== undefined) {
      const rows = (chosen.settings[name] ?? []) as readonly MappingRow[]
      return rows.flatMap((row, index) =>
        (['from', 'to'] as const)
          .filter((side) => !chosen.lists.get(mapping[side].source)?.some(({ value }) => value === row[side]))
          .map((side) =>
            notOffered([name, String(index), side], `${mapping[side].title} in row ${index + 1} of ${mapping.title}`),
          ),
      )
    }
    const value = chosen.settings[name]
    if (rules.options[name] === undefined || value === undefined) return []
    const offered = offeredOptions(rules, name, chosen)
    const values = Array.isArray(value) ? value : [value]
    const title = rules.form.properties[name]?.title ?? name
    return values.every((entry) => offered.some((option) => option.value === entry)) ? [] : [notOffered([name], title)]
  })
}

const notOffered = (path: readonly string[], what: string): Issue => ({
  path,
  code: 'not_offered',
  message: `${what} is not in the list, as it is now.`,
  hint: 'Choose again from the list. It depends on what is chosen beside it, and on the connected system.',
  severity: 'error',
})
