import type { Definition, FieldHint, FieldSchema } from '@connform/core'

/** The auth type of a form that has none. */
export const NO_AUTH_TYPE = 'none'

/** One input of the form, as the definition describes it. */
export interface FormField {
  readonly key: string
  readonly schema: FieldSchema
  readonly required: boolean
  readonly secret: boolean
  /** Shown whatever the auth type is. */
  readonly shared: boolean
  readonly hint: FieldHint
}

/** Name of the field that holds the auth type; undefined where the form has none. */
export function discriminatorOf(definition: Definition): string | undefined {
  const condition = definition.form.allOf?.[0]?.if.properties
  return condition === undefined ? undefined : Object.keys(condition)[0]
}

/** What can be chosen as the auth type, in the order of the form. */
export function authTypesOf(definition: Definition): readonly { readonly id: string; readonly title: string }[] {
  const discriminator = discriminatorOf(definition)
  const options = discriminator === undefined ? undefined : definition.form.properties[discriminator]?.oneOf
  return (options ?? []).map((option) => ({ id: option.const, title: option.title }))
}

/** The fields that apply to an auth type, in form order; those that always apply while it is undefined. */
export function fieldsOf(definition: Definition, authType: string | undefined): readonly FormField[] {
  const { form, hints } = definition
  const field = (key: string, schema: FieldSchema, required: boolean, shared: boolean): FormField => ({
    key,
    schema,
    required,
    secret: schema.writeOnly === true,
    shared,
    hint: hints[key] ?? {},
  })
  const root = Object.entries(form.properties).map(([key, schema]) =>
    field(key, schema, form.required?.includes(key) ?? false, true),
  )
  const branch = branchOf(definition, authType)
  const own = Object.entries(branch?.then.properties ?? {}).map(([key, schema]) =>
    field(key, schema, branch?.then.required?.includes(key) ?? false, false),
  )
  return [...root, ...own]
}

function branchOf({ form }: Definition, authType: string | undefined) {
  return form.allOf?.find((branch) => Object.values(branch.if.properties)[0]?.const === authType)
}

/** Names of every secret of every auth type. */
export function secretKeysOf(definition: Definition): ReadonlySet<string> {
  const { form } = definition
  const all = [form.properties, ...(form.allOf ?? []).map((branch) => branch.then.properties)]
  const keys = all.flatMap((properties) => Object.entries(properties))
  return new Set(keys.filter(([, schema]) => schema.writeOnly === true).map(([key]) => key))
}

/** Blank is what nobody typed: no value, spaces alone, an empty list. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Values of a form are texts, numbers, truths and lists of texts. A list that is empty is no value. */
export const isSameValue = (left: unknown, right: unknown): boolean =>
  left === right ||
  (isBlank(left) && isBlank(right)) ||
  (Array.isArray(left) && Array.isArray(right) && JSON.stringify(left) === JSON.stringify(right))
