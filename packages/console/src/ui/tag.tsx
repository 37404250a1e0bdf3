import type { ReactNode } from 'react'

export type Tone = 'good' | 'bad' | 'warn' | 'neutral' | 'accent'

/** A short word in a frame. */
export function Tag({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>
}
