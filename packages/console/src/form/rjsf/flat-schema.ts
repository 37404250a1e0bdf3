import type { Definition } from '@connform/core'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { discriminatorOf, type FormField } from '../draft/form-fields.ts'

/** The form of one auth type without conditions: what rjsf draws needs no rule to be evaluated. */
export function flatSchema(fields: readonly FormField[]): RJSFSchema {
  const properties = fields.map(({ key, schema }) => [key, plain(schema)])
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: fields.flatMap((field) => (field.required ? [field.key] : [])),
  }
}

/**
 * Defaults are put in, and said, before rjsf sees the values. Options become `enum`, which rjsf need not try one by one;
 * their titles stand in the uiSchema.
 */
function plain({ default: _, oneOf, items, ...rest }: FormField['schema']): RJSFSchema {
  return {
    ...(rest as RJSFSchema),
    ...(oneOf !== undefined && { enum: oneOf.map((option) => option.const) }),
    ...(items !== undefined && {
      items: { type: 'string', ...(items.oneOf !== undefined && { enum: items.oneOf.map((option) => option.const) }) },
    }),
  }
}

/** Above this many options, a list that opens takes the place of buttons side by side. */
const MAX_RADIOS = 5

/** Which control each field gets, by what its schema says. */
export function uiSchemaOf(
  definition: Definition,
  fields: readonly FormField[],
  authType: string | undefined,
): UiSchema {
  const ui: Record<string, unknown> = { 'ui:order': [...fields.map((field) => field.key), '*'] }
  const method = authType === undefined ? undefined : definition.auth[authType]
  for (const field of fields) {
    const widget =
      field.key === 'oauthClient' && method?.kind === 'oauth2'
        ? 'oauthClient'
        : widgetOf(field, discriminatorOf(definition))
    ui[field.key] = {
      ...(widget !== undefined && { 'ui:widget': widget }),
      ...(field.schema.oneOf !== undefined && { 'ui:enumNames': field.schema.oneOf.map((option) => option.title) }),
      ...(field.hint.placeholder !== undefined && { 'ui:placeholder': field.hint.placeholder }),
    }
  }
  return ui
}

function widgetOf({ key, schema, secret }: FormField, discriminator: string | undefined): string | undefined {
  if (secret) return 'password'
  if (schema.type === 'array' && schema.items?.oneOf !== undefined) return 'checkboxes'
  if (schema.oneOf !== undefined) return key === discriminator && schema.oneOf.length <= MAX_RADIOS ? 'radio' : 'select'
  if (schema.readOnly === true) return 'copy'
  return undefined
}
