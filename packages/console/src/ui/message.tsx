import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export interface MessageProps {
  readonly tone: 'good' | 'bad' | 'warn' | 'neutral'
  readonly title: string
  /** Says it at once to screen readers. */
  readonly alert?: boolean
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

const icons = { good: 'check', bad: 'cross', warn: 'warning', neutral: 'help' } as const

/** A banner: what is the matter in one sentence, what to do in the next. */
export function Message({ tone, title, alert = false, actions, children }: MessageProps) {
  return (
    <div className={`message message-${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div className="message-body">
        <p className="message-title">{title}</p>
        {children !== undefined && <div className="message-text">{children}</div>}
        {actions !== undefined && <div className="message-actions">{actions}</div>}
      </div>
    </div>
  )
}
