import { type Field, isSecret, readForm } from '../form.ts'
import type { Definition } from '../generated/definition.ts'

export interface JsonFormsControl {
  type: 'Control'
  scope: string
  options?: { format?: 'password'; placeholder?: string; showUnfocusedDescription?: true }
}

export interface JsonFormsGroup {
  type: 'Group'
  label: string
  rule: { effect: 'SHOW'; condition: { scope: string; schema: { const: string } } }
  elements: JsonFormsControl[]
}

export interface JsonFormsUiSchema {
  type: 'VerticalLayout'
  elements: (JsonFormsControl | JsonFormsGroup)[]
}

/**
 * The uischema that goes with {@link toForm} in JSON Forms 3: each auth type's fields in a group of their own that
 * shows when the auth type is chosen.
 */
export function toJsonForms(definition: Pick<Definition, 'form' | 'hints'>): JsonFormsUiSchema {
  const { discriminator, shared, branches } = readForm(definition.form)
  const control = (field: Field) => toControl(field, definition.hints[field.name]?.placeholder)
  return {
    type: 'VerticalLayout',
    elements: [
      ...shared.map(control),
      ...branches
        .filter((branch) => branch.fields.length > 0)
        .map(
          (branch): JsonFormsGroup => ({
            type: 'Group',
            label: branch.title,
            rule: {
              effect: 'SHOW',
              condition: { scope: `#/properties/${discriminator}`, schema: { const: branch.authType } },
            },
            elements: branch.fields.map(control),
          }),
        ),
    ],
  }
}

// The scope names the place inside `then`: JSON Forms finds the required star there, and the data path is the same.
function toControl({ pointer, schema }: Field, placeholder: string | undefined): JsonFormsControl {
  const options = {
    ...(isSecret(schema) && { format: 'password' as const }),
    ...(placeholder !== undefined && { placeholder }),
    ...(schema.description !== undefined && { showUnfocusedDescription: true as const }),
  }
  return { type: 'Control', scope: pointer, ...(Object.keys(options).length > 0 && { options }) }
}
