import type { SourceOption } from '../ports.ts'
import type { OptionRule, SettingsRules } from './setup-document.ts'

/** Every option of each source that was read. */
export type OptionLists = ReadonlyMap<string, readonly SourceOption[]>

/** The sources that the choice of a field depends on: its own, and that of the field it is narrowed by. */
export function sourcesOf({ options }: Pick<SettingsRules, 'options'>, field: string): string[] {
  const rule = options[field]
  if (rule === undefined) return []
  const others = [rule.among, rule.below].flatMap((fact) => (fact === undefined ? [] : [options[fact.field]?.source]))
  return [rule.source, ...others.filter((source) => source !== undefined)]
}

/** Fields whose options depend on what is chosen in another one. */
export function dependentsOf({ options }: Pick<SettingsRules, 'options'>, field: string): string[] {
  return Object.keys(options).filter(
    (name) => options[name]?.among?.field === field || options[name]?.below?.field === field,
  )
}

/** What can be chosen in a field, given what is chosen in the others. A tree stays in its order. */
export function offeredOptions(
  rules: Pick<SettingsRules, 'options'>,
  field: string,
  chosen: { readonly settings: Readonly<Record<string, unknown>>; readonly lists: OptionLists },
): readonly SourceOption[] {
  const rule = rules.options[field]
  if (rule === undefined) return []
  const all = chosen.lists.get(rule.source) ?? []
  const names = factOf(rules, rule.among, chosen)
  const roots = factOf(rules, rule.below, chosen)
  const named = names === undefined ? all : all.filter(({ value }) => names.includes(value))
  return roots === undefined ? named : named.filter((option) => liesBelow(option, roots, all))
}

function factOf(
  { options }: Pick<SettingsRules, 'options'>,
  fact: OptionRule['among'],
  { settings, lists }: { readonly settings: Readonly<Record<string, unknown>>; readonly lists: OptionLists },
): readonly string[] | undefined {
  if (fact === undefined) return undefined
  const source = options[fact.field]?.source
  const chosen = lists.get(source ?? '')?.find(({ value }) => value === settings[fact.field])
  const facts = chosen?.facts?.[fact.fact]
  return typeof facts === 'string' ? [facts] : facts
}

function liesBelow(option: SourceOption, roots: readonly string[], all: readonly SourceOption[]): boolean {
  const parents = parentsOf(all)
  // A list that leads in a circle ends where it began.
  const seen = new Set<string>()
  for (
    let value: string | undefined = option.value;
    value !== undefined && !seen.has(value);
    value = parents.get(value)
  ) {
    if (roots.includes(value)) return true
    seen.add(value)
  }
  return false
}

const known = new WeakMap<readonly SourceOption[], ReadonlyMap<string, string | undefined>>()

function parentsOf(all: readonly SourceOption[]): ReadonlyMap<string, string | undefined> {
  let parents = known.get(all)
  if (parents === undefined) {
    parents = new Map(all.map(({ value, parent }) => [value, parent]))
    known.set(all, parents)
  }
  return parents
}
