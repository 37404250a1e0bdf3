import { isSecret } from '../../form.ts'
import type { OptionRule } from '../../generated/setup.ts'
import type { Finding, Rule } from '../rule.ts'
import type { SetupSubject } from './setup-subject.ts'

/** What is chosen, and from which lists. */
export const settingRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'settings-open',
    message: 'Settings hold no secret: secrets belong to connections.',
    check: ({ settings }) =>
      settings
        .filter(({ schema }) => isSecret(schema))
        .map(({ name }) => ({ path: ['settings', 'form', 'properties', name], message: `${name} is a secret.` })),
  },
  {
    id: 'setting-known',
    message: 'Hints and options belong to fields of the form.',
    check: ({ setup: { settings: rules }, settings }) =>
      (['hints', 'options'] as const).flatMap((member) =>
        Object.keys(rules[member])
          .filter((name) => !settings.some((field) => field.name === name))
          .map((name) => ({ path: ['settings', member, name], message: `${name} is no field.` })),
      ),
  },
  {
    id: 'option-text',
    message: 'A field that is chosen from a source is a text without options of its own.',
    check: ({ setup: { settings: rules }, settings }) =>
      settings
        .filter(({ name, schema }) => Object.hasOwn(rules.options, name) && (schema.type !== 'string' || schema.oneOf))
        .map(({ name }) => ({ path: ['settings', 'options', name], message: `${name} is no text, or has options.` })),
  },
  {
    id: 'source-known',
    message: 'A source is slot.source, of a slot and what its system lists, or host.list, of a list of this setup.',
    check: (subject) =>
      sourcesOf(subject).flatMap(({ path, source }) =>
        isSource(subject, source) ? [] : [{ path, message: `${source} is no source.` }],
      ),
  },
  {
    id: 'option-depends',
    message: 'among and below name another field with a source, and none depends on itself.',
    check: ({ setup: { settings: rules } }) =>
      Object.entries(rules.options).flatMap(([name, rule]) =>
        (['among', 'below'] as const).flatMap((member): Finding[] => {
          const field = rule[member]?.field
          if (field === undefined) return []
          const path = ['settings', 'options', name, member, 'field']
          if (!Object.hasOwn(rules.options, field)) return [{ path, message: `${field} is not chosen from a source.` }]
          return dependsOn(rules.options, field, name) ? [{ path, message: `${name} depends on itself.` }] : []
        }),
      ),
  },
  {
    id: 'mapping-name',
    message: 'A mapping is not named like a field of the form: both are saved under their names.',
    check: ({ setup: { settings: rules }, settings }) =>
      settings
        .filter(({ name }) => Object.hasOwn(rules.mappings, name))
        .map(({ name }) => ({ path: ['settings', 'mappings', name], message: `${name} is a field already.` })),
  },
  {
    id: 'list-unique',
    message: 'The entries of a list differ from each other in value.',
    check: ({ setup: { lists } }) =>
      Object.entries(lists).flatMap(([name, { options }]) =>
        options.flatMap(({ value }, index) =>
          options.findIndex((option) => option.value === value) < index
            ? [{ path: ['lists', name, 'options', index], message: `${value} stands here twice.` }]
            : [],
        ),
      ),
  },
]

interface SourcePlace {
  readonly path: readonly string[]
  readonly source: string
}

function sourcesOf({ setup: { settings } }: SetupSubject): SourcePlace[] {
  return [
    ...Object.entries(settings.options).map(([name, { source }]) => ({
      path: ['settings', 'options', name, 'source'],
      source,
    })),
    ...Object.entries(settings.mappings).flatMap(([name, mapping]) =>
      (['from', 'to'] as const).map((side) => ({
        path: ['settings', 'mappings', name, side, 'source'],
        source: mapping[side].source,
      })),
    ),
  ]
}

function isSource({ setup: { lists, slots }, sources }: SetupSubject, source: string): boolean {
  const [owner = '', name = ''] = source.split('.')
  if (owner === 'host') return Object.hasOwn(lists, name)
  if (!Object.hasOwn(slots, owner)) return false
  const definition = slots[owner]?.definition ?? ''
  // Nobody told what the systems of other definitions list.
  if (sources === undefined || !Object.hasOwn(sources, definition)) return true
  return sources[definition]?.includes(name) ?? true
}

/** Whether what can be chosen in `field` depends, over any number of others, on what is chosen in `wanted`. */
function dependsOn(options: Readonly<Record<string, OptionRule>>, field: string, wanted: string): boolean {
  const seen = new Set<string>()
  const left = [field]
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (name === wanted) return true
    if (seen.has(name) || !Object.hasOwn(options, name)) continue
    seen.add(name)
    const { among, below } = options[name] ?? {}
    for (const rule of [among, below]) if (rule) left.push(rule.field)
  }
  return false
}
