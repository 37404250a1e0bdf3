import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary` is the one thing to do here; `danger` takes something away. Default is `secondary`. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly icon?: IconName
  /** Says that it works: further clicks do nothing, the focus stays. */
  readonly busy?: boolean
}

export function Button({ variant = 'secondary', icon, busy = false, children, ...rest }: ButtonProps) {
  const { className, type = 'button', onClick, ...others } = rest
  return (
    <button
      {...others}
      type={type}
      className={classNames('button', `button-${variant}`, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span className="button-text">{children}</span>
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** The name: what it does, to what. Also shown where the pointer rests. */
  readonly label: string
  readonly icon: IconName
  readonly variant?: 'quiet' | 'danger'
}

/** A button of an icon alone, always with a name. */
export function IconButton({ label, icon, variant = 'quiet', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames('icon-button', `icon-button-${variant}`, className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  )
}
