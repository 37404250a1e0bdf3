import type { FieldSchema, MappingRow, MappingRule, SourceOption } from '@connform/core'
import { askQuestion } from '../dialogue/ask-question.ts'
import type { Keyboard } from '../dialogue/keyboard.ts'

interface AskedMapping {
  readonly mapping: MappingRule
  readonly rows: readonly MappingRow[]
  readonly from: readonly SourceOption[]
  readonly to: readonly SourceOption[]
}

const NONE = ''

/** Asks for row after row, until there are enough. */
export async function askMapping(keyboard: Keyboard, { mapping, rows, from, to }: AskedMapping): Promise<MappingRow[]> {
  const matched = new Map(rows.map((row) => [row.from, row.to]))
  const choose = (title: string, options: FieldSchema['oneOf'], help: string, suggestion?: string) =>
    askQuestion(
      { key: '', required: true, field: { type: 'string', title, oneOf: options ?? [] } },
      { keyboard, hint: { help }, suggestion, isSaved: false, mistake: () => undefined },
    )
  for (;;) {
    const one = await choose(
      `${mapping.title}: ${mapping.from.title}`,
      [
        { const: NONE, title: matched.size === 0 ? 'None' : 'Done' },
        ...from.map(({ value, label }) => ({
          const: value,
          title: matched.has(value) ? `${label} → ${matched.get(value)}` : label,
        })),
      ],
      mapping.description,
    )
    if (one === NONE) return [...matched].map(([source, target]) => ({ from: source, to: target }))
    const source = String(one)
    const target = await choose(
      mapping.to.title,
      [{ const: NONE, title: 'No match' }, ...to.map(({ value, label }) => ({ const: value, title: label }))],
      `What ${from.find(({ value }) => value === source)?.label ?? source} goes to.`,
      matched.get(source),
    )
    if (target === NONE) matched.delete(source)
    else matched.set(source, String(target))
  }
}
