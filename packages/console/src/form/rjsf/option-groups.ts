import type { Definition, FieldSchema, ScopeProfile } from '@connform/core'

export interface GroupedOption {
  readonly value: string
  readonly title: string
  readonly description: string | undefined
}

export interface OptionGroup {
  /** Empty for options that belong to no group. */
  readonly title: string
  readonly options: readonly GroupedOption[]
}

/** The options of a list field in the groups that the definition's catalogue of scopes names, those that match a search. */
export function optionGroups(definition: Definition, schema: FieldSchema, search: string): readonly OptionGroup[] {
  const catalogue = new Map((definition.scopes?.catalogue ?? []).map((scope) => [scope.id, scope]))
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const groups = new Map<string, GroupedOption[]>()
  for (const option of schema.items?.oneOf ?? []) {
    const scope = catalogue.get(option.const)
    const text = [option.const, option.title, scope?.description, scope?.group].join(' ').toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const title = titleOf(scope?.group ?? '')
    const group = groups.get(title) ?? []
    group.push({ value: option.const, title: option.title, description: scope?.description })
    groups.set(title, group)
  }
  return [...groups].map(([title, options]) => ({ title, options }))
}

/** `store-resource` as people write it. */
function titleOf(group: string): string {
  const words = group.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export interface OptionProfile extends ScopeProfile {
  readonly id: string
}

/** The profiles whose scopes can be chosen in this field. */
export function profilesFor(definition: Definition, schema: FieldSchema): readonly OptionProfile[] {
  const known = new Set((schema.items?.oneOf ?? []).map((option) => option.const))
  return Object.entries(definition.scopes?.profiles ?? {})
    .filter(([, profile]) => profile.required.every((scope) => known.has(scope)))
    .map(([id, profile]) => ({ id, ...profile }))
}
