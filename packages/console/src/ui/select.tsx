import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

export interface SelectOption {
  readonly value: string
  readonly label: string
}

export interface SelectProps extends Omit<ComponentProps<'select'>, 'children'> {
  readonly options: readonly SelectOption[]
}

/** The browser's own list, which every keyboard and screen reader knows. */
export function Select({ options, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('select', className)}>
      <select {...rest} className="input select-control">
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  )
}
