import { type ReactNode, useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'

const fields = 'input:not([disabled]), select:not([disabled]), textarea:not([disabled])'

/** What gets the focus: the element marked with `data-autofocus`, else the first field, else the heading. */
function firstField(dialog: HTMLElement): HTMLElement | null {
  const find = (selector: string) => dialog.querySelector<HTMLElement>(selector)
  return find('[data-autofocus]') ?? find(fields) ?? find('h2[tabindex]')
}

export interface ModalProps {
  /** Id of the heading inside. */
  readonly labelledBy: string
  /** Id of the text that says what it is about. */
  readonly describedBy?: string
  /** Escape, or a click beside it. Whether it closes is up to the caller, who then no longer renders it. */
  readonly onClose: () => void
  readonly className?: string
  readonly children: ReactNode
}

/** The browser's modal dialog: the page behind is inert, the focus stays inside and goes back where it was. */
export function Modal({ labelledBy, describedBy, onClose, className, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    const opener = document.activeElement
    dialog.showModal()
    firstField(dialog)?.focus()
    const onCancel = (event: Event): void => {
      if (event.target !== dialog) return
      event.preventDefault()
      close.current()
    }
    // A browser closes it all the same when Escape is pressed again without anything done in between.
    const onForcedClose = (event: Event): void => {
      if (event.target !== dialog || !dialog.isConnected) return
      close.current()
      queueMicrotask(() => {
        if (dialog.isConnected && !dialog.open) dialog.showModal()
      })
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('close', onForcedClose)
    return () => {
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('close', onForcedClose)
      dialog.close()
      // What opened it may be gone because of it, as the row of a thing that was deleted.
      const back = opener instanceof HTMLElement && opener.isConnected ? opener : document.querySelector('main')
      back?.focus({ preventScroll: true })
    }
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same, by the browser.
    <dialog
      ref={ref}
      className={classNames('modal', className)}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
