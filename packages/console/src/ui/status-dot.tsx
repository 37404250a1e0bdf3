import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { Tone } from './tag.tsx'

export interface StatusDotProps {
  readonly tone: Tone
  /** An empty ring in place of a full dot. */
  readonly hollow?: boolean
  /** What the colour means; never left out. */
  readonly children: ReactNode
}

/** A dot and its meaning in words: the colour says nothing that the text does not. */
export function StatusDot({ tone, hollow = false, children }: StatusDotProps) {
  return (
    <span className={`status status-${tone}`}>
      <span aria-hidden="true" className={classNames('status-dot', hollow && 'status-dot-hollow')} />
      <span className="status-text">{children}</span>
    </span>
  )
}
