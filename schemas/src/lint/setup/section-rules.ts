import type { SetupDocument, SetupSection } from '../../generated/setup.ts'
import type { Finding, Rule } from '../rule.ts'
import type { SetupSubject } from './setup-subject.ts'

/** What people walk through. */
export const sectionRules: readonly Rule<SetupSubject>[] = [
  {
    id: 'section-unique',
    message: 'A section has an id of its own.',
    check: perSection(({ id }, { sections }, index) =>
      sections.findIndex((section) => section.id === id) < index
        ? [{ path: ['id'], message: `${id} stands here twice.` }]
        : [],
    ),
  },
  {
    id: 'section-purpose',
    message: 'A section connects a slot, or asks for fields and mappings, and not both.',
    check: perSection(({ slot, fields, mappings }) => {
      const asks = fields !== undefined || mappings !== undefined
      if (slot === undefined && !asks) return [{ path: [], message: 'This asks for nothing.' }]
      return slot !== undefined && asks ? [{ path: [], message: 'This does both.' }] : []
    }),
  },
  {
    id: 'section-known',
    message: 'A section names slots, fields and mappings that exist.',
    check: perSection(({ slot, fields = [], mappings = [], requires = [] }, { slots, settings }) => [
      ...unknown(slots, slot === undefined ? [] : [slot], 'slot'),
      ...unknown(settings.form.properties, fields, 'fields'),
      ...unknown(settings.mappings, mappings, 'mappings'),
      ...unknown(slots, requires, 'requires'),
    ]),
  },
  {
    id: 'section-once',
    message: 'Every slot, every field of the settings and every mapping stands in exactly one section.',
    check: ({ setup: { slots, settings, sections } }) => [
      ...notOnce(slots, sections, ({ slot }) => (slot === undefined ? [] : [slot]), ['slots']),
      ...notOnce(settings.form.properties, sections, ({ fields }) => fields ?? [], ['settings', 'form', 'properties']),
      ...notOnce(settings.mappings, sections, ({ mappings }) => mappings ?? [], ['settings', 'mappings']),
    ],
  },
  {
    id: 'section-order',
    message: 'A section comes after those that connect the slots it requires.',
    check: perSection(({ requires = [] }, { sections, slots }, index) =>
      requires
        .filter((slot) => Object.hasOwn(slots, slot))
        .filter((slot) => sections.findIndex((section) => section.slot === slot) >= index)
        .map((slot) => ({ path: ['requires'], message: `${slot} is not connected before.` })),
    ),
  },
  {
    id: 'source-required',
    message: 'A section requires every slot that its lists are read from: they cannot be read before.',
    check: perSection(({ fields = [], mappings = [], requires = [] }, { settings, slots }) => {
      const sources = [
        ...fields.map((name) => member(settings.options, name)?.source),
        ...mappings.flatMap((name) => {
          const mapping = member(settings.mappings, name)
          return [mapping?.from.source, mapping?.to.source]
        }),
      ]
      const read = new Set(sources.map((source) => source?.split('.')[0] ?? ''))
      return [...read]
        .filter((slot) => Object.hasOwn(slots, slot) && !requires.includes(slot))
        .map((slot) => ({ path: [], message: `This reads from ${slot}, but does not require it.` }))
    }),
  },
]

/** Applies a check to every section; paths of findings begin at the section. */
function perSection(
  check: (section: SetupSection, setup: SetupDocument, index: number) => readonly Finding[],
): (subject: SetupSubject) => Finding[] {
  return ({ setup }) =>
    setup.sections.flatMap((section, index) =>
      check(section, setup, index).map((finding) => ({ ...finding, path: ['sections', index, ...finding.path] })),
    )
}

function unknown(known: object, names: readonly string[], place: string): Finding[] {
  return names
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => ({ path: [place], message: `${name} does not exist.` }))
}

function notOnce(
  known: object,
  sections: readonly SetupSection[],
  namesIn: (section: SetupSection) => readonly string[],
  path: readonly string[],
): Finding[] {
  const named = sections.flatMap(namesIn)
  return Object.keys(known).flatMap((name) => {
    const times = named.filter((other) => other === name).length
    if (times === 1) return []
    return [{ path: [...path, name], message: `${name} stands in ${times === 0 ? 'no section' : 'several'}.` }]
  })
}

function member<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
