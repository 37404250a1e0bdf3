import { toUnion } from '../generate/to-union.ts'
import type { Definition } from '../generated/definition.ts'
import { emitTypes } from './emit-types.ts'

/** The type of a connection as it is typed in: `bigcommerce-rest` → `BigcommerceRestConnection`. */
export function typeName(id: string): string {
  return `${pascalCase(id)}Connection`
}

/** TypeScript declarations of a definition's connection: one interface, or a union told apart by the auth type. */
export function toTypes(definition: Pick<Definition, 'id' | 'form'>): Promise<string> {
  const name = typeName(definition.id)
  const union = toUnion(definition)
  if (!('oneOf' in union)) return emitTypes(readable(union, name), name)
  const { propertyName } = union.discriminator
  const branches = union.oneOf.map((branch) => {
    const chosen = branch.properties[propertyName] as { const: string }
    return readable(branch, `${name}${pascalCase(chosen.const)}`)
  })
  return emitTypes({ title: name, oneOf: branches }, name)
}

/** The branch under its type's name, with comments in place of titles, which would each become an alias. */
function readable(branch: object, title: string): object {
  const { properties, ...rest } = branch as { properties: Record<string, Record<string, unknown>> }
  const fields = Object.entries(properties).map(([name, { title: label, description, ...schema }]) => [
    name,
    { ...choices(schema), description: [label, description].filter(Boolean).join(': ') },
  ])
  return { ...rest, title, properties: Object.fromEntries(fields) }
}

// Labelled options are a union of their values.
function choices(schema: Record<string, unknown>): Record<string, unknown> {
  const { oneOf, items, minItems: _, maxItems: __, ...rest } = schema
  return {
    ...rest,
    ...(Array.isArray(oneOf) && { enum: oneOf.map((option) => option.const) }),
    ...(typeof items === 'object' && items !== null && { items: choices(items as Record<string, unknown>) }),
  }
}

function pascalCase(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
