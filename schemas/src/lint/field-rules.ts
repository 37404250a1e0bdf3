import { allFields, type Field } from '../form.ts'
import type { FieldSchema } from '../generated/definition.ts'
import type { Finding, FormSubject, Rule } from './rule.ts'

type FieldType = FieldSchema['type']

const typesOf: Readonly<Partial<Record<keyof FieldSchema, readonly FieldType[]>>> = {
  minLength: ['string'],
  maxLength: ['string'],
  pattern: ['string'],
  format: ['string'],
  oneOf: ['string'],
  minimum: ['integer', 'number'],
  maximum: ['integer', 'number'],
  minItems: ['array'],
  maxItems: ['array'],
  uniqueItems: ['array'],
  items: ['array'],
}

const bounds = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
] as const

const isOfType: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
}

/** What one field says about itself. */
export const fieldRules: readonly Rule<FormSubject>[] = [
  {
    id: 'keyword-of-type',
    message: 'A field has the keywords of its type alone: maxLength for texts, minimum for numbers, items for lists.',
    check: perField(({ schema }) =>
      Object.entries(typesOf).flatMap(([keyword, types]) =>
        Object.hasOwn(schema, keyword) && !types.includes(schema.type)
          ? [{ path: [keyword], message: `${keyword} says nothing about the type ${schema.type}.` }]
          : [],
      ),
    ),
  },
  {
    id: 'bounds-ordered',
    message: 'A lower bound is not above its upper bound.',
    check: perField(({ schema }) =>
      bounds.flatMap(([least, most]) =>
        (schema[least] ?? Number.NEGATIVE_INFINITY) > (schema[most] ?? Number.POSITIVE_INFINITY)
          ? [{ path: [least], message: `${least} is above ${most}.` }]
          : [],
      ),
    ),
  },
  {
    id: 'pattern-anchored',
    message: 'A pattern is a regular expression that compiles with the flag u and is held by ^ and $ at its ends.',
    check: perField(({ schema: { pattern } }) => {
      if (pattern === undefined) return []
      if (!compiles(pattern)) return [{ path: ['pattern'], message: 'This does not compile.' }]
      // An alternative at the top would leave one of its sides without an anchor.
      const anchored = pattern.startsWith('^') && pattern.endsWith('$') && !hasTopAlternative(pattern)
      return anchored ? [] : [{ path: ['pattern'], message: 'This also accepts a text with more before or after.' }]
    }),
  },
  {
    id: 'options-unique',
    message: 'The options of a field differ from each other, in const and in title.',
    check: perField(({ schema }) => {
      const options = schema.oneOf ?? schema.items?.oneOf ?? []
      return (['const', 'title'] as const).flatMap((member) => {
        const twice = options.find(
          (option, index) => options.findIndex((other) => other[member] === option[member]) < index,
        )
        return twice ? [{ path: [], message: `${twice[member]} stands among the options twice.` }] : []
      })
    }),
  },
  {
    id: 'default-valid',
    message: 'A default is of the type and within the bounds of its field, and is one of its options.',
    check: perField(({ schema }) =>
      schema.default === undefined || accepts(schema, schema.default)
        ? []
        : [{ path: ['default'], message: 'The field would not accept its own default.' }],
    ),
  },
]

/** Applies a check to every place a field stands in; paths of findings begin at the field. */
function perField(check: (field: Field) => Finding[]): (subject: FormSubject) => Finding[] {
  return ({ parts }) =>
    allFields(parts).flatMap((field) => {
      const path = ['form', ...field.pointer.split('/').slice(1)]
      return check(field).map((finding) => ({ ...finding, path: [...path, ...finding.path] }))
    })
}

function accepts(schema: FieldSchema, value: unknown): boolean {
  if (!isOfType[schema.type](value)) return false
  if (typeof value === 'number') {
    return value >= (schema.minimum ?? value) && value <= (schema.maximum ?? value)
  }
  if (typeof value !== 'string') return true
  if (schema.oneOf) return schema.oneOf.some((option) => option.const === value)
  const withinBounds = value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? value.length)
  return (
    withinBounds &&
    (schema.pattern === undefined || !compiles(schema.pattern) || new RegExp(schema.pattern, 'u').test(value))
  )
}

function compiles(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'))
  } catch {
    return false
  }
}

function hasTopAlternative(pattern: string): boolean {
  const flat = pattern.replace(/\\./gu, '').replace(/\[[^\]]*\]/gu, '')
  let depth = 0
  for (const character of flat) {
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === '|' && depth === 0) return true
  }
  return false
}
