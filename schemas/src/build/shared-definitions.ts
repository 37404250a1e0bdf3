/** How the schema of setups names a part of the schema of definitions. */
const prefix = 'urn:connform:definition#/definitions/'

/** A schema with parts that have names. */
export interface Schema {
  readonly definitions: Readonly<Record<string, object>>
}

/** A schema that stands alone: what it names of `from`, with all that this names in turn, is among its own definitions. */
export function withShared(schema: Schema, from: Schema): Schema {
  const definitions: Record<string, object> = { ...schema.definitions }
  const left = sharedNames(schema)
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (Object.hasOwn(definitions, name)) continue
    const part = from.definitions[name]
    if (part === undefined) throw new Error(`The schema of definitions has no ${name}.`)
    definitions[name] = part
    left.push(...localNames(part))
  }
  return mapReferences({ ...schema, definitions }, (name) => ({ $ref: `#/definitions/${name}` })) as Schema
}

/** A schema for types alone: what it names of another one is a type of that name, from elsewhere. */
export function withSharedTypes(schema: Schema): object {
  return mapReferences(schema, (name) => ({ tsType: name })) as object
}

/** Names of the parts of the schema of definitions that a schema names, each once. */
export function sharedNames(schema: object): string[] {
  return [...new Set(references(schema).flatMap((target) => nameAfter(prefix, target)))]
}

function localNames(schema: object): string[] {
  return references(schema).flatMap((target) => nameAfter('#/definitions/', target))
}

function nameAfter(start: string, target: string): string[] {
  return target.startsWith(start) ? [target.slice(start.length)] : []
}

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : []
  return [...own, ...Object.values(value).flatMap(references)]
}

function mapReferences(value: unknown, to: (name: string) => object): unknown {
  if (Array.isArray(value)) return value.map((item) => mapReferences(item, to))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, member]) => [key, mapReferences(member, to)])
  const mapped: Record<string, unknown> = Object.fromEntries(entries)
  const { $ref: target, ...rest } = mapped
  const [name] = typeof target === 'string' ? nameAfter(prefix, target) : []
  return name === undefined ? mapped : { ...rest, ...to(name) }
}
