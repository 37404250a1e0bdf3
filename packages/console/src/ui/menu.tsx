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

/** A button that opens a list of things to do: arrows move, Home and End jump, Escape closes and gives the focus back. */
export function Menu({ label, children, items }: MenuProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (!open) return
    itemsOf(root.current)[0]?.focus()
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [open])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!open) return
    const all = itemsOf(root.current)
    const at = all.indexOf(document.activeElement as HTMLElement)
    const target = nextIndex(event.key, at, all.length)
    if (target !== undefined) all[target]?.focus()
    else if (event.key === 'Escape') button.current?.focus()
    if (event.key === 'Escape' || event.key === 'Tab') setOpen(false)
    if (target !== undefined || event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the items inside.
    <div ref={root} className="menu" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className={classNames(children === undefined ? 'icon-button icon-button-quiet' : 'button button-quiet')}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        {...(children === undefined ? { 'aria-label': label, title: label } : {})}
        onClick={() => setOpen(!open)}
      >
        {children ?? <Icon name="more" />}
      </button>
      <div id={id} role="menu" aria-label={label} className="menu-items" hidden={!open}>
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
    </div>
  )
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
