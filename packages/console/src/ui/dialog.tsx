import { type ReactNode, useId } from 'react'
import { Modal } from './modal.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** The buttons; the one that changes nothing comes first in reading order. */
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** A question in front of the page. */
export function Dialog({ title, onClose, actions, children }: DialogProps) {
  const id = useId()
  return (
    <Modal labelledBy={`${id}-title`} describedBy={`${id}-text`} onClose={onClose} className="dialog">
      <div className="dialog-inner">
        <h2 id={`${id}-title`} className="dialog-title">
          {title}
        </h2>
        <div id={`${id}-text`} className="dialog-text">
          {children}
        </div>
        <div className="dialog-actions">{actions}</div>
      </div>
    </Modal>
  )
}
