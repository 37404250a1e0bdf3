import type { FieldTemplateProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Field, IconButton, LockNote } from '../../ui/index.ts'
import { undo } from '../draft/change-draft.ts'
import type { FormField } from '../draft/form-fields.ts'
import { useForm } from '../panel/form-context.ts'
import { issueAdvice, noteWords } from '../panel/issue-words.ts'
import { keyOfId } from './field-ids.ts'
import { FieldSet } from './field-set.tsx'

const GROUPS: ReadonlySet<unknown> = new Set(['radio', 'checkboxes'])

/** Label, help, what is wrong and what was changed, around the control of one field. */
export function FieldTemplate({ id, children, schema, uiSchema }: FieldTemplateProps) {
  const { fields } = useForm()
  const field = fields.find((one) => one.key === keyOfId(id))
  if (schema.type === 'object' || field === undefined) return children
  return (
    <LabelledField id={id} field={field} isGroup={GROUPS.has(uiSchema?.['ui:widget'])}>
      {children}
    </LabelledField>
  )
}

interface LabelledFieldProps {
  readonly id: string
  readonly field: FormField
  readonly isGroup: boolean
  readonly children: ReactNode
}

function LabelledField({ id, field, isGroup, children }: LabelledFieldProps) {
  const texts = useTexts()
  const { definition, issues, draft, store, openGuide, guarded } = useForm()
  const { key, hint, required } = field
  const { title, description } = field.schema
  const issue = issues.get(key)
  const note = draft.notes[key]
  const words = issue === undefined ? undefined : issueAdvice(issue, field, texts)
  const isWarning = issue?.severity === 'warning'
  const props = {
    id,
    label: title,
    required,
    help: hint.help ?? description,
    error: isWarning ? undefined : words,
    note:
      note === undefined && !isWarning && !guarded.has(key) ? undefined : (
        <>
          {guarded.has(key) && <LockNote>{texts.t.setups.locked}</LockNote>}
          {isWarning && <p className="field-warning">{words}</p>}
          {note !== undefined && (
            <p className="field-change">
              {noteWords(note, title, texts)}{' '}
              <button
                type="button"
                className="text-button"
                aria-label={texts.t.form.undoOf(title)}
                onClick={() => store.change((so) => undo(so, key))}
              >
                {texts.t.common.undo}
              </button>
            </p>
          )}
        </>
      ),
  }
  // It comes after the control, so that one gets from field to field without it in between.
  const guide = hint.guide !== undefined && definition.guides[hint.guide] !== undefined && (
    <span className="field-guide">
      <IconButton icon="help" label={texts.t.form.guideOf(title)} onClick={() => openGuide(key)} />
    </span>
  )
  const control = (
    <>
      {children}
      {guide}
    </>
  )
  return isGroup ? (
    <FieldSet {...props}>{control}</FieldSet>
  ) : (
    <Field {...props} className="field-guided">
      {() => control}
    </Field>
  )
}
