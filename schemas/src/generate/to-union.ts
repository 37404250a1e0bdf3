import { type Field, readForm } from '../form.ts'
import type { Definition, FieldSchema } from '../generated/definition.ts'

/** One auth type's connection, closed. */
export interface ClosedBranch {
  title: string
  type: 'object'
  properties: Record<string, FieldSchema | ConstSchema>
  required: string[]
  additionalProperties: false
}

export interface ConstSchema {
  type: 'string'
  title: string
  const: string
}

/** A closed object, or where the form has auth types one closed object for each. */
export type UnionSchema =
  | ClosedBranch
  | {
      title: string
      type: 'object'
      /** The keyword of OpenAPI 3.1; ajv reads it with `discriminator: true` and then reports one branch alone. */
      discriminator: { propertyName: string }
      oneOf: ClosedBranch[]
    }

/**
 * The strict twin of a form, for servers and for types: a value of another branch is refused, where the form lets it
 * pass to be pruned.
 */
export function toUnion(definition: Pick<Definition, 'form'>): UnionSchema {
  const { title } = definition.form
  const { discriminator, shared, branches } = readForm(definition.form)
  if (discriminator === undefined) return closed(title, shared)
  return {
    title,
    type: 'object',
    discriminator: { propertyName: discriminator },
    oneOf: branches.map((branch) => {
      const object = closed(`${title}: ${branch.title}`, [...shared, ...branch.fields])
      const chosen: ConstSchema = {
        type: 'string',
        title: shared.find(({ name }) => name === discriminator)?.schema.title ?? discriminator,
        const: branch.authType,
      }
      return { ...object, properties: { ...object.properties, [discriminator]: chosen } }
    }),
  }
}

function closed(title: string, fields: readonly Field[]): ClosedBranch {
  return {
    title,
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, withoutDefault(schema)])),
    required: fields.filter((field) => field.required).map((field) => field.name),
    additionalProperties: false,
  }
}

// ajv in strict mode refuses `default` inside `oneOf` when it is asked to apply defaults.
function withoutDefault(schema: FieldSchema): FieldSchema {
  const { default: _, ...rest } = structuredClone(schema)
  return rest
}
