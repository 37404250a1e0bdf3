import type { Issue, SetupDocument } from '@connform/core'
import type { ReactNode } from 'react'
import { FieldSet } from '../../form/rjsf/field-set.tsx'
import { useTexts } from '../../texts/texts-context.tsx'
import { Checkbox, Field, LockNote, TextInput } from '../../ui/index.ts'
import { ListControl } from './list-control.tsx'
import { useFieldOptions } from './use-field-options.ts'

export interface SettingFieldProps {
  readonly setup: string
  readonly rules: SetupDocument['settings']
  readonly name: string
  /** What is chosen in every field, saved or not. */
  readonly chosen: Readonly<Record<string, unknown>>
  readonly disabled: boolean
  /** Whether its list may be read. */
  readonly enabled: boolean
  readonly connections: string
  readonly issue: Issue | undefined
  /** A change asks first. */
  readonly guarded: boolean
  readonly onChange: (value: unknown) => void
}

/** Id of the control of a setting. */
export const settingId = (name: string): string => `setting-${name}`

/** One setting: from a live list, of a few options side by side, or typed. */
export function SettingField(props: SettingFieldProps) {
  const { rules, name } = props
  if (Object.hasOwn(rules.options, name)) return <FromList {...props} />
  return rules.form.properties[name]?.oneOf === undefined ? <Typed {...props} /> : <OneOfFew {...props} />
}

function FromList(props: SettingFieldProps) {
  const { name, chosen, disabled, onChange } = props
  const { t } = useTexts()
  const live = useFieldOptions({ ...props, field: name })
  const value = textOf(chosen[name])
  const words = useWords(props)
  const isGone = value !== '' && live.options !== undefined && !live.options.some((option) => option.value === value)
  return (
    <Field {...words} error={words.error ?? (isGone ? t.setups.notOffered : undefined)}>
      {(control) => (
        <ListControl
          control={control}
          title={words.label}
          value={value === '' ? undefined : value}
          live={live}
          disabled={disabled}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

function OneOfFew(props: SettingFieldProps) {
  const { rules, name, chosen, disabled, onChange } = props
  const { label, ...words } = useWords(props)
  return (
    <FieldSet
      {...words}
      label={label}
      required={words.required}
      help={words.help}
      note={words.note}
      error={words.error}
    >
      <div className="radio-row">
        {rules.form.properties[name]?.oneOf?.map((option) => (
          <Checkbox
            key={option.const}
            type="radio"
            className="radio-option"
            name={words.id}
            label={option.title}
            value={option.const}
            checked={chosen[name] === option.const}
            disabled={disabled}
            required={words.required}
            aria-invalid={words.error !== undefined || undefined}
            onChange={() => onChange(option.const)}
          />
        ))}
      </div>
    </FieldSet>
  )
}

function Typed(props: SettingFieldProps) {
  const { name, chosen, disabled, onChange } = props
  return (
    <Field {...useWords(props)}>
      {(control) => (
        <TextInput
          {...control}
          value={textOf(chosen[name])}
          disabled={disabled}
          onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
        />
      )}
    </Field>
  )
}

interface Words {
  readonly id: string
  readonly label: string
  readonly required: boolean
  readonly help: ReactNode
  readonly error: ReactNode
  readonly note: ReactNode
}

function useWords({ rules, name, issue, guarded }: SettingFieldProps): Words {
  const { t } = useTexts()
  const schema = rules.form.properties[name]
  const words = issue === undefined ? undefined : [issue.message, issue.hint].filter(Boolean).join(' ')
  return {
    id: settingId(name),
    label: schema?.title ?? name,
    required: rules.form.required?.includes(name) === true,
    help: rules.hints[name]?.help ?? schema?.description,
    error: issue?.severity === 'error' ? words : undefined,
    note:
      guarded || issue?.severity === 'warning' ? (
        <>
          {guarded && <LockNote>{t.setups.locked}</LockNote>}
          {issue?.severity === 'warning' && <p className="field-warning">{words}</p>}
        </>
      ) : undefined,
  }
}

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
