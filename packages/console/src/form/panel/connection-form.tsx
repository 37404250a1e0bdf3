import Form from '@rjsf/core'
import { useMemo } from 'react'
import { typeInto } from '../draft/change-draft.ts'
import { FORM_ID, keyOfId } from '../rjsf/field-ids.ts'
import { flatSchema, uiSchemaOf } from '../rjsf/flat-schema.ts'
import { interpretingValidator } from '../rjsf/interpreting-validator.ts'
import { templates, widgets } from '../rjsf/theme.ts'
import { useForm } from './form-context.ts'

/** Values are put in and defaults are said before they come here: rjsf adds nothing of its own. */
const ADD_NOTHING = Object.freeze({
  emptyObjectFields: 'skipEmptyDefaults',
  constAsDefaults: 'never',
  arrayMinItems: { populate: 'never' },
} as const)

/** The fields of the chosen auth type, drawn by rjsf with our controls. */
export function ConnectionForm({ onFocus }: { readonly onFocus: (key: string) => void }) {
  const { definition, draft, store, fields, leave } = useForm()
  const { authType } = draft
  const schema = useMemo(() => flatSchema(fields), [fields])
  const uiSchema = useMemo(() => uiSchemaOf(definition, fields, authType), [definition, fields, authType])
  const validator = useMemo(() => interpretingValidator(), [])
  const formData = useMemo(
    () => Object.fromEntries(fields.map(({ key }) => [key, draft.values[key] ?? undefined])),
    [fields, draft.values],
  )
  return (
    <Form
      tagName="div"
      className="connection-form"
      idPrefix={FORM_ID}
      idSeparator="-"
      schema={schema}
      uiSchema={uiSchema}
      validator={validator}
      formData={formData}
      widgets={widgets}
      templates={templates}
      noHtml5Validate
      showErrorList={false}
      experimental_defaultFormStateBehavior={ADD_NOTHING}
      onChange={(event, id) => {
        const key = id === undefined ? undefined : keyOfId(id)
        if (key !== undefined && fields.some((field) => field.key === key)) {
          store.change((so) => typeInto(so, { [key]: event.formData?.[key] }))
        }
      }}
      onBlur={(id) => leave(keyOfId(id))}
      onFocus={(id) => onFocus(keyOfId(id))}
    >
      {/* The buttons stand in the panel. */}
      {[]}
    </Form>
  )
}
