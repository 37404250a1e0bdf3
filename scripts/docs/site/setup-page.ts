import type { SetupDocument } from '../../../packages/core/src/setup/setup-document.ts'
import { code, row } from '../markdown.ts'

/** What a setup asks for, as its document says it: sections, connections, settings, locks and resets. */
export function setupPage(document: SetupDocument): string {
  const { id, version, sections, slots, settings, locks, resets, removal } = document
  const fields = Object.entries(settings.form.properties)
  const lines = [
    '## In the document',
    '',
    `${code(id)}, version ${version}; ${document.instances === 'one' ? 'one per tenant' : 'any number per tenant'}.`,
    '',
    row('section', 'asks for', 'opens when this works'),
    row('---', '---', '---'),
    ...sections.map((section) =>
      row(
        section.title,
        [section.slot, ...(section.fields ?? []), ...(section.mappings ?? [])]
          .filter(Boolean)
          .map((name) => code(String(name)))
          .join(', '),
        (section.requires ?? []).map(code).join(', ') || 'at once',
      ),
    ),
    ...Object.entries(slots).flatMap(([name, slot]) => [
      '',
      `### ${slot.title} (slot ${code(name)})`,
      '',
      `${slot.description} Definition [${code(slot.definition)}](../definitions/${slot.definition}.md)${
        slot.authTypes === undefined ? '' : `, ${slot.authTypes.map(code).join(' or ')}`
      }${slot.profile === undefined ? '' : `, with the scopes of the profile ${code(slot.profile)}`}.`,
      '',
      `Fields: ${(slot.order ?? []).map(code).join(', ')}.`,
      ...(slot.advice === undefined ? [] : ['', 'When the test fails:', '', ...slot.advice.map((text) => `- ${text}`)]),
    ]),
    ...(fields.length === 0
      ? []
      : ['', '### Settings', '', row('field', 'title', 'required', 'chosen from'), row('---', '---', '---', '---')]),
    ...fields.map(([name, schema]) =>
      row(
        code(name),
        schema.title,
        settings.form.required?.includes(name) ? 'yes' : '',
        sourceOf(document, name) ?? (schema.oneOf ?? []).map((option) => option.title).join(', '),
      ),
    ),
    ...Object.entries(settings.mappings).flatMap(([name, { title, from, to }]) => [
      '',
      `Mapping ${code(name)} (${title}): from ${code(from.source)} to ${code(to.source)}.`,
    ]),
    ...(locks.length === 0
      ? []
      : ['', '### Locks, after the first use', '', row('field', 'reset', 'warning'), row('---', '---', '---')]),
    ...locks.flatMap((lock) => lock.fields.map((field) => row(code(field), code(lock.reset), lock.warning))),
    ...Object.entries(resets).flatMap(([kind, { title, text }]) => ['', `### Reset ${code(kind)}: ${title}`, '', text]),
    '',
    '### Removal',
    '',
    removal,
  ]
  return `${lines.join('\n')}\n`
}

function sourceOf({ settings }: SetupDocument, name: string): string | undefined {
  const rule = settings.options[name]
  if (rule === undefined) return undefined
  const among = rule.among === undefined ? '' : `, those of the chosen ${code(rule.among.field)}`
  const below = rule.below === undefined ? '' : `, in the tree of the chosen ${code(rule.below.field)}`
  return `${code(rule.source)}${among}${below}`
}
