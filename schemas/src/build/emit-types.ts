import { compile, type JSONSchema } from 'json-schema-to-typescript'

/** Keywords that say nothing about a type, or that the generator turns into types nobody wants to read. */
const unsaid = new Set([
  'allOf',
  'if',
  'then',
  'else',
  'not',
  'propertyNames',
  'discriminator',
  'minProperties',
  'maxProperties',
  '$schema',
  '$id',
])

const saysType = new Set(['type', 'const', 'enum', 'oneOf', 'anyOf', '$ref', 'properties', 'tsType'])

/** TypeScript declarations for a schema; `name` is the exported type. Every member is read-only. */
export async function emitTypes(schema: object, name: string): Promise<string> {
  const text = await compile(simplify(schema, 'schema') as JSONSchema, name, {
    bannerComment: '',
    additionalProperties: false,
    strictIndexSignatures: false,
    format: true,
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
  return text
    .replace(/^( +)((?:\w+|'[\w-]+')\??:|\[k: string\]:)/gm, '$1readonly $2')
    .replace(/(: |^export type \w+ = )(\w+\[\]|\([^()]*\)\[\])$/gm, '$1readonly $2')
    .replace(/\| \[(\w+, \w+)\]/g, '| readonly [$1]')
}

// `place` tells a schema's own keywords from the names of properties, which may be called the same.
function simplify(value: unknown, place: 'schema' | 'names'): unknown {
  if (Array.isArray(value)) return value.map((item) => simplify(item, 'schema'))
  if (typeof value !== 'object' || value === null) return value
  if (place === 'schema' && !Object.keys(value).some((key) => saysType.has(key))) return { ...value, tsType: 'unknown' }
  const tuple = 'items' in value && Array.isArray(value.items)
  const entries = Object.entries(value).filter(
    // Bounds would turn every list into a tuple type.
    ([key]) => place === 'names' || !(unsaid.has(key) || (!tuple && (key === 'minItems' || key === 'maxItems'))),
  )
  return Object.fromEntries(
    entries.map(([key, member]) => {
      if (place === 'schema' && (key === 'const' || key === 'enum' || key === 'required')) return [key, member]
      const names = place === 'schema' && (key === 'properties' || key === 'definitions')
      return [key, simplify(member, names ? 'names' : 'schema')]
    }),
  )
}
