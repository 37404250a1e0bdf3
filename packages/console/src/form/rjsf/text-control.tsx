import type { BaseInputTemplateProps } from '@rjsf/utils'
import { TextInput } from '../../ui/index.ts'
import { useControlProps } from './described-by.ts'

/** One line of text or a number. */
export function TextControl({
  id,
  value,
  placeholder,
  readonly,
  schema,
  onChange,
  onBlur,
  onFocus,
}: BaseInputTemplateProps) {
  const control = useControlProps(id)
  const isNumber = schema.type === 'integer' || schema.type === 'number'
  return (
    <TextInput
      {...control}
      value={value ?? ''}
      placeholder={placeholder}
      readOnly={readonly}
      inputMode={isNumber ? 'numeric' : undefined}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={({ target }) => onBlur(id, target.value)}
      onFocus={({ target }) => onFocus(id, target.value)}
    />
  )
}
