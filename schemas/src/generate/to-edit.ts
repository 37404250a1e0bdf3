import { isSecret, noAuthType, readForm } from '../form.ts'
import type { Definition, FormBranch, FormSchema, Reentry } from '../generated/definition.ts'
import { toForm } from './to-form.ts'

/** Which saved connection is edited, and what its saved secrets ask for. */
export interface EditOptions {
  /** Auth type as saved; `none` where the form has no auth type. */
  readonly authType: string
  readonly reentry: Reentry
}

/**
 * The form for editing a saved connection. Under `keep` a secret that is saved may stay blank; the secrets of every
 * other auth type stay required. Under `always` it is the form itself.
 */
export function toEdit(definition: Pick<Definition, 'form'>, options: EditOptions): FormSchema {
  const form = toForm(definition)
  if (options.reentry === 'always') return form
  const { discriminator } = readForm(form)
  const isSaved = (entry: FormBranch) =>
    discriminator !== undefined && entry.if.properties[discriminator]?.const === options.authType
  return {
    ...relaxed(form),
    ...(form.allOf && {
      allOf: form.allOf.map((entry) => (isSaved(entry) ? { ...entry, then: relaxed(entry.then) } : entry)),
    }),
  }
}

/** The auth types a form can be edited under, in its own order. */
export function authTypesOf(definition: Pick<Definition, 'form'>): string[] {
  const { discriminator, branches } = readForm(definition.form)
  return discriminator === undefined ? [noAuthType] : branches.map((branch) => branch.authType)
}

// No `required` rather than an empty one, which draft-04 refuses and some renderers still read.
function relaxed<Part extends Pick<FormSchema, 'properties' | 'required'>>(part: Part): Part {
  const { required, ...rest } = part
  const left = required?.filter((name) => {
    const schema = part.properties[name]
    return !(schema && isSecret(schema))
  })
  return { ...rest, ...(left?.length && { required: left }) } as unknown as Part
}
