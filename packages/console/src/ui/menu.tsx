import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly onSelect: () => void
}

export interface MenuProps {
  /** Name of the button that opens it. */
  readonly label: string
  /** What the button shows; where it is absent, three dots. */
  readonly children?: ReactNode
  readonly items: readonly MenuItem[]
}

/**
 * A button that opens a list of things to do, in front of everything: arrows move, Home and End jump, Escape closes and
 * gives the focus back.
 */
export function Menu({ label, children, items }: MenuProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const shown = list.current
    if (!open || shown === null) return
    shown.showPopover()
    placeBelow(shown, button.current)
    itemsOf(shown)[0]?.focus()
    const close = (): void => {
      if (shown.contains(document.activeElement)) button.current?.focus()
      setOpen(false)
    }
    window.addEventListener('resize', close)
    document.addEventListener('scroll', close, true)
    return () => {
      window.removeEventListener('resize', close)
      document.removeEventListener('scroll', close, true)
      if (shown.isConnected) shown.hidePopover()
    }
  }, [open])

  const onKeyDown = (event: KeyboardEvent): void => {
    const all = itemsOf(list.current)
    const target = nextIndex(event.key, all.indexOf(document.activeElement as HTMLElement), all.length)
    if (target !== undefined) {
      all[target]?.focus()
      event.preventDefault()
    }
    if (event.key === 'Tab') setOpen(false)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    event.preventDefault()
    setOpen(false)
    button.current?.focus()
  }

  return (
    <div className="menu">
      <button
        ref={button}
        type="button"
        className={children === undefined ? 'icon-button icon-button-quiet' : 'button button-quiet'}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        {...(children === undefined ? { 'aria-label': label, title: label } : {})}
        onClick={() => setOpen(!open)}
      >
        {children ?? <Icon name="more" />}
      </button>
      {open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={label}
          popover="auto"
          className="menu-items"
          onKeyDown={onKeyDown}
          onToggle={(event) => {
            if (event.newState === 'closed') setOpen(false)
          }}
        >
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={classNames('menu-item', item.danger === true && 'menu-item-danger')}
              onClick={() => {
                setOpen(false)
                button.current?.focus()
                item.onSelect()
              }}
            >
              {item.icon !== undefined && <Icon name={item.icon} />}
              <span>{item.label}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const EDGE = 8

function placeBelow(list: HTMLElement, button: HTMLElement | null): void {
  if (button === null) return
  const { right, top, bottom } = button.getBoundingClientRect()
  const { width, height } = list.getBoundingClientRect()
  const fitsBelow = bottom + height + EDGE <= innerHeight
  list.style.left = `${Math.max(EDGE, right - width)}px`
  list.style.top = `${fitsBelow ? bottom : Math.max(EDGE, top - height)}px`
}

const itemsOf = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
]

function nextIndex(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
