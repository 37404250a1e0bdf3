import fc from 'fast-check'

const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '', '\ud800']

/** Text of every kind: names that objects inherit, lone surrogates, what cleaning looks for. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom(' ', '\t', '\n', '\r\n', '\u2028', '\ufeff', '\u200b', '\u200d', '"', "'", '“', '”', 'a', 'é'),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(...hostileKeys, '**********', '••••', '*', 'https://candle.bookshop.example'),
)

/** Any JSON value as `JSON.parse` gives it, `__proto__` as a member of its own included. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('list'), tie('object')),
  leaf: fc.oneof(hostileText, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
  list: fc.array(tie('value'), { maxLength: 5 }),
  object: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...hostileKeys), hostileText), tie('value')), { maxLength: 6 })
    .map(fromMembers),
})).value

/** An object with exactly these own members, whatever their names. */
export function fromMembers(members: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const [key, value] of members) {
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
  }
  return object
}

/** An object whose members are fields of a form, each with any JSON in it, beside others. */
export const hostileForm = (fields: readonly string[], values: fc.Arbitrary<unknown> = hostileJson) =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fields) }, { weight: 1, arbitrary: hostileText }),
        values,
      ),
      {
        maxLength: 14,
      },
    )
    .map(fromMembers)

/** Inputs that are large or deep, for what must neither throw nor grow faster than its input. */
export const extremeJson: Readonly<Record<string, () => unknown>> = {
  'a list 10,000 levels deep': () => JSON.parse('['.repeat(10_000) + ']'.repeat(10_000)),
  'an object 10,000 levels deep': () => JSON.parse(`${'{"name":'.repeat(10_000)}1${'}'.repeat(10_000)}`),
  'a list of 200,000': () => Array.from({ length: 200_000 }, () => 'crime'),
  'an object of 200,000 members': () =>
    Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`member${index}`, index])),
  'a text of 1 MB': () => 'x'.repeat(1_000_000),
  '1 MB of spaces': () => ' '.repeat(1_000_000),
  '1 MB of line breaks': () => '\n'.repeat(1_000_000),
  '1 MB of quotes': () => '"'.repeat(1_000_000),
  '1 MB of joiners amid letters': () => `é${'\u200d'.repeat(1_000_000)}é`,
  '1 MB of lone surrogates': () => '\ud800'.repeat(500_000),
  '1 MB of asterisks': () => '*'.repeat(1_000_000),
  '1 MB of spaces and quotes in turn': () => `" `.repeat(500_000),
}
