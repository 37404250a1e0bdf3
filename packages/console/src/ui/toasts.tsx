import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: 'good' | 'warn' | 'bad'
  /** One thing to do about it, such as Undo. */
  readonly action?: { readonly label: string; readonly onSelect: () => void }
}

export interface Toasts {
  /**
   * Shows a message and has it read out. A failure or a warning stays until it is closed; the rest goes by itself, unless the pointer
   * or the focus is on it.
   */
  show(toast: Toast): void
  /** Has a text read out without showing it. */
  announce(text: string): void
}

const ToastContext = createContext<Toasts>({ show: () => undefined, announce: () => undefined })

export const useToasts = (): Toasts => useContext(ToastContext)

const MAX_SHOWN = 3
const SHOWN_MS = 8000
const SHOWN_WITH_ACTION_MS = 30_000

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTexts()
  const [shown, setShown] = useState<readonly (Toast & { readonly id: number })[]>([])
  const [spoken, setSpoken] = useState('')
  const last = useRef(0)
  const close = useCallback((id: number) => setShown((all) => all.filter((toast) => toast.id !== id)), [])
  const toasts = useMemo<Toasts>(
    () => ({
      show: (toast) => {
        last.current += 1
        const id = last.current
        setShown((all) => [...all, { ...toast, id }].slice(-MAX_SHOWN))
      },
      // The same text once more is another text, or it would not be read again.
      announce: (text) => setSpoken((so) => (so === text ? `${text}\u00a0` : text)),
    }),
    [],
  )
  return (
    <ToastContext.Provider value={toasts}>
      {children}
      <div role="status" className="visually-hidden">
        {spoken}
      </div>
      <section className="toasts" aria-label={t.common.messages} aria-live="polite">
        {shown.map(({ id, ...toast }) => (
          <ShownToast key={id} toast={toast} onClose={() => close(id)} />
        ))}
      </section>
    </ToastContext.Provider>
  )
}

function ShownToast({ toast, onClose }: { readonly toast: Toast; readonly onClose: () => void }) {
  const { t } = useTexts()
  const { text, tone = 'good', action } = toast
  const [held, setHeld] = useState(false)
  const close = useRef(onClose)
  close.current = onClose
  const shownMs = action === undefined ? SHOWN_MS : SHOWN_WITH_ACTION_MS
  const stays = held || tone !== 'good'
  useEffect(() => {
    if (stays) return
    const timer = setTimeout(() => close.current(), shownMs)
    return () => clearTimeout(timer)
  }, [stays, shownMs])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing happens to it; it waits for whoever reads.
    <div
      className={`toast toast-${tone}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={tone === 'good' ? 'check' : 'warning'} />
      <p>{text}</p>
      {action !== undefined && (
        <Button
          variant="quiet"
          onClick={() => {
            onClose()
            action.onSelect()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label={t.common.closeMessage} onClick={onClose} />
    </div>
  )
}
