import type { FieldSchema, FormSchema } from './generated/definition.ts'

/** The key under which a form without auth types keeps its one auth method and its one edit form. */
export const noAuthType = 'none'

/** A field where it stands in the form. */
export interface Field {
  readonly name: string
  readonly schema: FieldSchema
  /** JSON pointer of the schema within the form, as a URI fragment. */
  readonly pointer: string
  readonly required: boolean
}

/** The fields one auth type adds. */
export interface Branch {
  readonly authType: string
  readonly title: string
  readonly fields: readonly Field[]
}

/** A form read into its parts: shared fields, and per auth type what it adds. */
export interface FormParts {
  /** Name of the field that chooses the branch; undefined where a form has no auth type. */
  readonly discriminator: string | undefined
  readonly shared: readonly Field[]
  /** In the order of the discriminator's options. */
  readonly branches: readonly Branch[]
}

/** Reads a form in style A4; see README.md. */
export function readForm(form: FormSchema): FormParts {
  const shared = readFields(form, '#/properties')
  const discriminator = Object.keys(form.allOf?.[0]?.if.properties ?? {})[0]
  if (discriminator === undefined) return { discriminator, shared, branches: [] }

  const options = form.properties[discriminator]?.oneOf ?? []
  const branches = options.map(({ const: authType, title }) => {
    const index = form.allOf?.findIndex((entry) => entry.if.properties[discriminator]?.const === authType) ?? -1
    const entry = form.allOf?.[index]
    return { authType, title, fields: entry ? readFields(entry.then, `#/allOf/${index}/then/properties`) : [] }
  })
  return { discriminator, shared, branches }
}

/** Every place a field stands in: shared fields first, then those of each branch. A name may come more than once. */
export function allFields({ shared, branches }: FormParts): Field[] {
  return [...shared, ...branches.flatMap((branch) => branch.fields)]
}

/** A secret never leaves in clear: not in an answer, a log, a form that is edited. */
export function isSecret(schema: FieldSchema): boolean {
  return schema.writeOnly === true && schema.format === 'password'
}

function readFields(part: Pick<FormSchema, 'properties' | 'required'>, pointer: string): Field[] {
  return Object.entries(part.properties).map(([name, schema]) => ({
    name,
    schema,
    pointer: `${pointer}/${name}`,
    required: part.required?.includes(name) ?? false,
  }))
}
