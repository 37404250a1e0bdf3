import type { WidgetProps } from '@rjsf/utils'
import { useTexts } from '../../texts/texts-context.tsx'
import { Checkbox, Select } from '../../ui/index.ts'
import { useForm } from '../panel/form-context.ts'
import { useControlProps } from './described-by.ts'
import { keyOfId } from './field-ids.ts'

const optionsOf = (props: WidgetProps) =>
  (props.options.enumOptions ?? []).map(({ value, label }) => ({ value: String(value), label }))

/** A few options side by side; they are named as a group by their field. */
export function RadioControl(props: WidgetProps) {
  const { id, value, onChange, onBlur, onFocus } = props
  const { locked, issues, fields } = useForm()
  const key = keyOfId(id)
  const isRequired = fields.find((field) => field.key === key)?.required === true
  return (
    <div className="radio-row">
      {optionsOf(props).map((option) => (
        <Checkbox
          key={option.value}
          type="radio"
          className="radio-option"
          name={id}
          label={option.label}
          value={option.value}
          checked={value === option.value}
          disabled={locked}
          required={isRequired}
          aria-invalid={issues.get(key)?.severity === 'error' || undefined}
          onChange={() => onChange(option.value)}
          onBlur={() => onBlur(id, value)}
          onFocus={() => onFocus(id, value)}
        />
      ))}
    </div>
  )
}

/** One of many options. */
export function SelectControl(props: WidgetProps) {
  const { t } = useTexts()
  const { id, value, onChange, onBlur, onFocus } = props
  const control = useControlProps(id)
  return (
    <Select
      {...control}
      value={value ?? ''}
      options={[{ value: '', label: t.form.choose }, ...optionsOf(props)]}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  )
}

/** Yes or no. */
export function CheckControl({ id, value, label, onChange, onBlur, onFocus }: WidgetProps) {
  const control = useControlProps(id)
  return (
    <Checkbox
      {...control}
      label={label}
      checked={value === true}
      onChange={({ target }) => onChange(target.checked)}
      onBlur={() => onBlur(id, value)}
      onFocus={() => onFocus(id, value)}
    />
  )
}
