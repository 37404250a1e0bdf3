import type { FieldSchema, FormSchema } from '../generated/definition.ts'

type BareField = Omit<FieldSchema, 'title' | 'oneOf' | 'items'> & {
  readonly enum?: readonly string[]
  readonly items?: object
}

/**
 * A form that accepts exactly the same, without what only a reader needs: no titles and descriptions, and options as
 * `enum` in place of `oneOf`. Compiled, it is a fraction of the size, and a wrong choice is one error instead of one
 * per option.
 */
export function toBareForm(form: FormSchema): object {
  const { title: _, properties, allOf, ...rest } = form
  return {
    ...rest,
    properties: bareFields(properties),
    ...(allOf && {
      allOf: allOf.map(({ then, ...entry }) => ({
        ...entry,
        then: { ...then, properties: bareFields(then.properties) },
      })),
    }),
  }
}

const bareFields = (fields: Readonly<Record<string, FieldSchema>>): Record<string, BareField> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, bareField(field)]))

function bareField({ title: _, description: __, oneOf, items, ...rest }: FieldSchema): BareField {
  return {
    ...rest,
    ...(oneOf && { enum: oneOf.map((option) => option.const) }),
    ...(items && { items: bareField({ title: '', ...items }) }),
  }
}
