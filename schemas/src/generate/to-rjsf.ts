import { allFields, isSecret, readForm } from '../form.ts'
import type { Definition, FieldHint, FieldSchema, Reentry } from '../generated/definition.ts'

/** uiSchema of react-jsonschema-form: member names are `ui:…` at the root, then one object per field. */
export type RjsfUiSchema = Record<string, unknown>

export interface RjsfOptions {
  /** For a form that edits: what a saved secret's empty input says. */
  readonly reentry?: Reentry
}

const savedSecret: Readonly<Record<Reentry, string>> = {
  keep: 'Saved, leave blank to keep',
  always: 'Saved, type it again',
}

/** The uiSchema that goes with {@link toForm} in react-jsonschema-form 5 and 6: order, masks, help and placeholders. */
export function toRjsf(definition: Pick<Definition, 'form' | 'hints'>, options: RjsfOptions = {}): RjsfUiSchema {
  const schemas = new Map<string, FieldSchema>()
  for (const { name, schema } of allFields(readForm(definition.form))) {
    // One uiSchema serves every auth type: where one of them has a secret of that name, the name is masked.
    if (!schemas.has(name) || isSecret(schema)) schemas.set(name, schema)
  }
  const rows = [...schemas].map(([name, schema]) => {
    const ui = { ...fieldUi(schema, options), ...hintUi(definition.hints[name], schema, options) }
    return [name, ui] as const
  })
  return {
    // Without '*' rjsf throws as soon as a field of a branch appears.
    'ui:order': [...schemas.keys(), '*'],
    ...Object.fromEntries(rows.filter(([, ui]) => Object.keys(ui).length > 0)),
    'ui:submitButtonOptions': { submitText: 'Save' },
  }
}

function fieldUi(schema: FieldSchema, options: RjsfOptions): Record<string, unknown> {
  if (isSecret(schema)) {
    return {
      'ui:widget': 'password',
      // Keeps password managers from filling in the sign-in of this very site.
      'ui:autocomplete': 'new-password',
      ...(options.reentry && { 'ui:placeholder': savedSecret[options.reentry] }),
    }
  }
  if (schema.type === 'array') return { 'ui:widget': 'checkboxes' }
  if (schema.readOnly) return { 'ui:readonly': true }
  if (schema.type === 'string' && !schema.oneOf) return { 'ui:autocomplete': 'off' }
  return {}
}

function hintUi(hint: FieldHint | undefined, schema: FieldSchema, options: RjsfOptions): Record<string, unknown> {
  const placeholder = isSecret(schema) && options.reentry ? undefined : hint?.placeholder
  return {
    ...(placeholder !== undefined && { 'ui:placeholder': placeholder }),
    ...(hint?.help !== undefined && { 'ui:help': hint.help }),
  }
}
