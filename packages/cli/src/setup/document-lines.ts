import type { SetupDocument, SetupSection } from '@connform/core'
import type { Terminal } from '../output/terminal.ts'

/** A document as a person reads it before starting one. */
export function describeDocument({ style }: Pick<Terminal, 'style'>, document: SetupDocument): string[] {
  const { id, version, title, description, documentation, slots, sections, locks, resets, removal } = document
  const part = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style('bold', name), ...lines]
  return [
    `${style('bold', title)}  ${id} ${version}`,
    description,
    ...(documentation === undefined ? [] : [documentation]),
    ...part(
      'Connections',
      Object.entries(slots).flatMap(([name, { title: slot, description: text, definition, authTypes, profile }]) => [
        `  ${name}  ${slot}  ${style('dim', [definition, ...(authTypes ?? [])].join(' '))}`,
        `    ${text}`,
        ...(profile === undefined ? [] : [`    Scopes it must have: profile ${profile}`]),
      ]),
    ),
    ...part(
      'Sections',
      sections.flatMap((section, index) => describeSection(document, section, `  ${index + 1}. ${section.title}`)),
    ),
    ...part(
      'Locked after the first use',
      locks.flatMap(({ fields, reset, warning }) => [
        `  ${fields.join(', ')}  ${style('dim', reset)}`,
        `    ${warning}`,
      ]),
    ),
    ...part(
      'Resets',
      Object.entries(resets).flatMap(([kind, { title: name, text }]) => [`  ${kind}  ${name}`, `    ${text}`]),
    ),
    ...part('Removal', [`  ${removal}`]),
  ]
}

function describeSection({ settings }: SetupDocument, section: SetupSection, heading: string): string[] {
  const { description, slot, fields = [], mappings = [], requires = [], advice = [] } = section
  const { form, options } = settings
  return [
    heading,
    `     ${description}`,
    ...(slot === undefined ? [] : [`     connects ${slot}`]),
    ...(requires.length === 0 ? [] : [`     opens when this works: ${requires.join(', ')}`]),
    ...fields.map((name) => {
      const marks = [form.required?.includes(name) ? 'required' : 'optional']
      const source = options[name]?.source
      return `     ${name}  ${form.properties[name]?.title ?? ''} (${[...marks, ...(source ? [`from ${source}`] : [])].join(', ')})`
    }),
    ...mappings.map((name) => {
      const { title = '', from, to } = settings.mappings[name] ?? {}
      return `     ${name}  ${title} (${from?.source} → ${to?.source})`
    }),
    ...advice.map((text) => `     → ${text}`),
  ]
}
