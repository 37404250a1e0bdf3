import { Link, type LinkProps } from 'react-router'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export interface LinkButtonProps extends LinkProps {
  readonly variant?: 'primary' | 'secondary' | 'quiet'
  readonly icon?: IconName
}

/** A link to another page that looks like a button. */
export function LinkButton({ variant = 'secondary', icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={classNames('button', `button-${variant}`, className)}>
      {icon !== undefined && <Icon name={icon} />}
      <span className="button-text">{children}</span>
    </Link>
  )
}

export interface IconLinkProps extends Omit<LinkProps, 'children' | 'aria-label'> {
  /** The name: where it leads. */
  readonly label: string
  readonly icon: IconName
}

export function IconLink({ label, icon, className, ...rest }: IconLinkProps) {
  return (
    <Link
      {...rest}
      className={classNames('icon-button', 'icon-button-quiet', className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </Link>
  )
}
