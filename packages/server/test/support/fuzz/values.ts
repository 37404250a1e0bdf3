import fc, { type Arbitrary } from 'fast-check'
import type { Schema } from './operations.ts'

/** Words that mean something to JavaScript, to a shell, to SQL or to a path. */
const words = [
  '',
  ' ',
  '*',
  '.',
  '..',
  '../../etc/passwd',
  'null',
  'undefined',
  'true',
  '-1',
  '0',
  '1e309',
  'NaN',
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  "' or 1=1 --",
  '%',
  '_',
  '"',
  '\\',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  '\ufeff',
  'İstanbul ẞ',
  '👩‍👩‍👧',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  'x'.repeat(5000),
] as const

/** Texts that nobody types by chance. */
export const hostileText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
)

const deep = fc.integer({ min: 1, max: 200 }).map((depth) => {
  let value: unknown = 'deep'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? { in: value } : [value]
  return value
})

const many = fc
  .integer({ min: 190, max: 260 })
  .map((count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, index])))

/** Any value of JSON. */
export const hostileValue: Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 2 ** 53, -0, 1e308, [], {}, [[]], [null]),
  fc.array(hostileText, { maxLength: 5 }),
  fc.dictionary(hostileText, fc.oneof(hostileText, fc.integer(), fc.constant(null)), { maxKeys: 5 }),
  deep,
  many,
)

/** What a name of a field is usually filled with. */
export type Hints = Readonly<Record<string, Arbitrary<unknown>>>

/** Values that a schema allows; those at its bounds more often than others. */
export function allowed(schema: Schema, hints: Hints = {}): Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.oneOf !== undefined) return fc.oneof(...schema.oneOf.map((one) => allowed(one, hints)))
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'number') return allowedNumber(schema)
  if (type === 'array') return fc.array(allowed(schema.items ?? {}, hints), { maxLength: 4 })
  if (type === 'object') return allowedObject(schema, hints)
  return allowedText(schema)
}

function allowedNumber({ minimum = 0, maximum = 2 ** 31 }: Schema): Arbitrary<number> {
  return fc.oneof(fc.constantFrom(minimum, maximum), fc.integer({ min: minimum, max: maximum }))
}

function allowedText({ format, minLength = 0, maxLength = 64 }: Schema): Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (format === 'uri') return fc.webUrl()
  const bounds = fc.constantFrom(minLength, maxLength).map((length) => 'a'.repeat(length))
  return fc.oneof(bounds, fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }))
}

function allowedObject({ properties = {}, required = [] }: Schema, hints: Hints): Arbitrary<object> {
  const members = Object.entries(properties).map(([name, schema]) => [name, hints[name] ?? allowed(schema, hints)])
  return fc.record(Object.fromEntries(members), {
    requiredKeys: required as never[],
  })
}

/** An object that is as documented but for one member: of another kind, missing, or of no known name. */
export const almost = (object: Arbitrary<object>): Arbitrary<unknown> =>
  fc
    .tuple(object, fc.nat(), fc.oneof(hostileValue, fc.constant(missing)), hostileText)
    .map(([given, place, value, name]) => {
      const members = Object.entries(given)
      const chosen = members[place % (members.length + 1)]?.[0]
      if (chosen === undefined) return asObject([...members, [name, value === missing ? 1 : value]])
      return asObject(
        members.flatMap((member) => (member[0] !== chosen ? [member] : value === missing ? [] : [[chosen, value]])),
      )
    })

const missing = Symbol('missing')

/** With a member `__proto__` where one is named so. */
const asObject = (members: readonly (readonly [string, unknown] | readonly unknown[])[]): object =>
  Object.fromEntries(members as [string, unknown][])
