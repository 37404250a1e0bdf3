import { type ReactNode, useId } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

/** What the control inside a field must carry, so that its label, help and messages are read with it. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}

export interface FieldProps {
  readonly label: string
  readonly required?: boolean
  /** How to fill it in, always shown. */
  readonly help?: ReactNode
  /** What is wrong with it and what to do. Its place is kept free while there is nothing to say. */
  readonly error?: ReactNode
  /** What was changed for the user, quietly. */
  readonly note?: ReactNode
  /** What stands beside the label, such as a button that opens a guide. */
  readonly aside?: ReactNode
  /** Default is made up. */
  readonly id?: string
  readonly className?: string
  readonly children: (control: ControlProps) => ReactNode
}

/** Label above, control, help, and a reserved line for what is wrong or was changed. */
export function Field({ label, required = false, help, error, note, aside, id, className, children }: FieldProps) {
  const { t } = useTexts()
  const made = useId()
  const own = id ?? made
  const has = { help: isShown(help), error: isShown(error), note: isShown(note) }
  const describedBy = [has.error && `${own}-error`, has.note && `${own}-note`, has.help && `${own}-help`]
    .filter((part) => part !== false)
    .join(' ')
  return (
    <div className={classNames('field', has.error && 'field-invalid', className)}>
      <div className="field-head">
        <label htmlFor={own} className="field-label">
          {label}
          {required && (
            <>
              <span aria-hidden="true" className="field-star">
                {t.common.star}
              </span>
              <span className="visually-hidden">{t.common.required}</span>
            </>
          )}
        </label>
        {aside}
      </div>
      {children({
        id: own,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': has.error || undefined,
        'aria-required': required || undefined,
      })}
      <div className="field-messages">
        {has.error && (
          <p id={`${own}-error`} className="field-error">
            <Icon name="warning" />
            <span>{error}</span>
          </p>
        )}
        {has.note && (
          <div id={`${own}-note`} className="field-note">
            {note}
          </div>
        )}
        {has.help && (
          <div id={`${own}-help`} className="field-help">
            {help}
          </div>
        )}
      </div>
    </div>
  )
}

const isShown = (node: ReactNode): boolean => node !== undefined && node !== null && node !== false && node !== ''
