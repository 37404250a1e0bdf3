import { type ReactNode, useId } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import { Modal } from './modal.tsx'

export interface SidePanelProps {
  readonly title: string
  /** Escape, the cross, or a click beside it. */
  readonly onClose: () => void
  /** A second column, such as a guide that follows the focus; below the first where there is no room beside it. */
  readonly aside?: ReactNode
  /** Stays at the lower edge: the buttons and what they led to. */
  readonly footer?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** One task over the page, at its right edge; the whole page where it is narrow. */
export function SidePanel({ title, onClose, aside, footer, wide = false, children }: SidePanelProps) {
  const { t } = useTexts()
  const id = useId()
  return (
    <Modal labelledBy={`${id}-title`} onClose={onClose} className={classNames('side-panel', wide && 'side-panel-wide')}>
      <div className="side-panel-inner">
        <header className="side-panel-head">
          <h2 id={`${id}-title`} className="side-panel-title" tabIndex={-1}>
            {title}
          </h2>
          <IconButton icon="close" label={t.common.close} onClick={onClose} />
        </header>
        <div className={classNames('side-panel-columns', aside !== undefined && 'side-panel-two')}>
          <div className="side-panel-main">
            <div className="side-panel-body">{children}</div>
            {footer !== undefined && <footer className="side-panel-foot">{footer}</footer>}
          </div>
          {aside !== undefined && <aside className="side-panel-aside">{aside}</aside>}
        </div>
      </div>
    </Modal>
  )
}
