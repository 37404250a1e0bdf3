/** A JSON Schema, as data. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** A schema that others refer to, and that OpenAPI lists by its name. */
export type Component = JsonSchema & { readonly $id: string }

/** Refers to a component. */
export const ref = (name: string): JsonSchema => ({ $ref: `${name}#` })

export const text: JsonSchema = { type: 'string' }
export const moment: JsonSchema = { type: 'string', format: 'date-time' }
export const flag: JsonSchema = { type: 'boolean' }
export const count: JsonSchema = { type: 'integer', minimum: 0 }

export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
export const orNull = (type: string, more: JsonSchema = {}): JsonSchema => ({ type: [type, 'null'], ...more })
/** Names to values of one kind. */
export const mapOf = (additionalProperties: JsonSchema | true = true): JsonSchema => ({
  type: 'object',
  additionalProperties,
})

/** An object whose members are all there, but for those that are named as optional. */
export function object(
  properties: Readonly<Record<string, JsonSchema>>,
  optional: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  return {
    type: 'object',
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    additionalProperties: false,
  }
}

/** Headers that a route reads; others are none of its business. */
export const headersOf = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
})

export function component($id: string, description: string, schema: JsonSchema): Component {
  return Object.freeze({ $id, description, ...schema })
}
