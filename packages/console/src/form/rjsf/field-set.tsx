import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { classNames, Icon } from '../../ui/index.ts'
import { describedBy } from './described-by.ts'

export interface FieldSetProps {
  readonly id: string
  readonly label: string
  readonly required: boolean
  readonly help: ReactNode
  readonly error: ReactNode
  readonly note: ReactNode
  readonly children: ReactNode
}

/** A field that consists of several controls: they are named by it as a group. */
export function FieldSet({ id, label, required, help, error, note, children }: FieldSetProps) {
  const { t } = useTexts()
  return (
    <fieldset
      id={id}
      className={classNames('field', 'field-set', error !== undefined && 'field-invalid')}
      aria-describedby={describedBy(id, { error, note, help })}
    >
      <legend className="field-label">
        {label}
        {required && (
          <>
            <span aria-hidden="true" className="field-star">
              {t.common.star}
            </span>
            <span className="visually-hidden">{t.common.required}</span>
          </>
        )}
      </legend>
      {children}
      <div className="field-messages">
        {error !== undefined && (
          <p id={`${id}-error`} className="field-error">
            <Icon name="warning" />
            <span>{error}</span>
          </p>
        )}
        {note !== undefined && (
          <div id={`${id}-note`} className="field-note">
            {note}
          </div>
        )}
        {help !== undefined && (
          <div id={`${id}-help`} className="field-help">
            {help}
          </div>
        )}
      </div>
    </fieldset>
  )
}
