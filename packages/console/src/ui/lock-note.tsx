import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A lock and what it means; the lock says nothing that the text does not. */
export function LockNote({ children }: { readonly children: ReactNode }) {
  return (
    <p className="lock-note">
      <Icon name="lock" />
      <span>{children}</span>
    </p>
  )
}
