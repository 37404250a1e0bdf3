import type { FieldSchema, SetupDocument } from '@connform/core'
import { UsageError } from '../usage-error.ts'

/** Settings that are written as NAME=VALUE. Whether they are good is not looked at here. */
export function readChoices(
  { settings: { form, mappings } }: Pick<SetupDocument, 'settings'>,
  pairs: readonly string[],
): Record<string, unknown> {
  const choices: Record<string, unknown> = {}
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1) {
      throw new UsageError('A choice is written NAME=VALUE.', 'For example channel=ecommerce; NAME= takes one away.')
    }
    const name = pair.slice(0, equals)
    const text = pair.slice(equals + 1)
    choices[name] = Object.hasOwn(mappings, name) ? rowsOf(text) : typedValue(form.properties[name], text)
  }
  return choices
}

function typedValue(field: FieldSchema | undefined, text: string): unknown {
  if (text === '') return null
  const { type } = field ?? {}
  if (type === 'array') return text.split(',')
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text)
  return text
}

/** The rows of a mapping, from `en_US:en,de_DE:de`. A row without two sides is told of when it is saved. */
function rowsOf(text: string): { from: string; to: string }[] {
  if (text === '') return []
  return text.split(',').map((row) => {
    const [from = '', ...rest] = row.split(':')
    return { from, to: rest.join(':') }
  })
}
