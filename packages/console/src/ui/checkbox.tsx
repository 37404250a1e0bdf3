import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'children'> {
  readonly label: ReactNode
  readonly help?: ReactNode
  /** Default is `checkbox`. */
  readonly type?: 'checkbox' | 'radio'
}

/** A box, or a round one of several of which one is chosen, with its words; both can be clicked. */
export function Checkbox({ label, help, type = 'checkbox', className, ...rest }: CheckboxProps) {
  const helpId = useId()
  return (
    <label className={classNames('checkbox', className)}>
      <input {...(help === undefined ? {} : { 'aria-describedby': helpId })} {...rest} type={type} />
      <span className="checkbox-text">
        <span>{label}</span>
        {help !== undefined && (
          <span id={helpId} className="field-help">
            {help}
          </span>
        )}
      </span>
    </label>
  )
}
