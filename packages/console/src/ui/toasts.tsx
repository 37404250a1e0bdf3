import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useTexts } from '../texts/texts-context.tsx'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'

export interface Toast {
  readonly text: string
  readonly tone?: 'good' | 'bad'
  /** One thing to do about it, such as Undo. */
  readonly action?: { readonly label: string; readonly onSelect: () => void }
}

export interface Toasts {
  /** Shows a message and has it read out; it stays until it is closed, or the fourth after it comes. */
  show(toast: Toast): void
  /** Has a text read out without showing it. */
  announce(text: string): void
}

const ToastContext = createContext<Toasts>({ show: () => undefined, announce: () => undefined })

export const useToasts = (): Toasts => useContext(ToastContext)

const MAX_SHOWN = 3

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
      announce: setSpoken,
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
        {shown.map(({ id, text, tone = 'good', action }) => (
          <div key={id} className={`toast toast-${tone}`}>
            <Icon name={tone === 'good' ? 'check' : 'warning'} />
            <p>{text}</p>
            {action !== undefined && (
              <Button
                variant="quiet"
                onClick={() => {
                  close(id)
                  action.onSelect()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton icon="close" label={t.common.closeMessage} onClick={() => close(id)} />
          </div>
        ))}
      </section>
    </ToastContext.Provider>
  )
}
