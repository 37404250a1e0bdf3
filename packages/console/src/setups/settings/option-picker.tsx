import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { classNames, Icon, TextInput } from '../../ui/index.ts'
import { type ListedOption, matching } from './option-tree.ts'

export interface OptionPickerProps {
  readonly control: {
    readonly id: string
    readonly 'aria-describedby'?: string | undefined
    readonly 'aria-invalid'?: true | undefined
    readonly 'aria-required'?: true | undefined
    readonly 'aria-label'?: string | undefined
  }
  /** What it is called, for the list. */
  readonly title: string
  readonly value: string | undefined
  /** Undefined until they are read. */
  readonly options: readonly ListedOption[] | undefined
  readonly loading: boolean
  readonly disabled: boolean
  readonly onChange: (value: string | undefined) => void
}

/** More are found by typing. */
const MAX_SHOWN = 200
/** Levels of a tree that are told apart by their indent. */
const MAX_DEPTH = 6

/**
 * One of a list that is searched by typing (the ARIA combobox): arrows move, Enter chooses, Escape closes and then
 * leaves what was chosen, and an emptied field is no choice.
 */
export function OptionPicker(props: OptionPickerProps) {
  const { control, title, value, options = [], loading, disabled, onChange } = props
  const { t } = useTexts()
  const { id } = control
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  /** Undefined while nobody types: then the choice stands there. */
  const [typed, setTyped] = useState<string>()
  const [current, setCurrent] = useState(0)
  const chosen = options.find((option) => option.value === value)
  const shownText = typed ?? chosen?.label ?? value ?? ''
  const found = useMemo(() => matching(options, typed ?? ''), [options, typed])
  const shown = found.slice(0, MAX_SHOWN)
  const isOpen = open && !disabled
  const at = Math.min(current, shown.length - 1)

  useEffect(() => {
    if (!isOpen) return
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    list.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    document.getElementById(optionId(id, at))?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, at, id])

  const show = (): void => {
    if (isOpen) return
    setOpen(true)
    setCurrent(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    )
  }
  const close = (): void => {
    setOpen(false)
    setTyped(undefined)
  }
  const choose = (option: ListedOption | undefined): void => {
    if (option !== undefined) onChange(option.value)
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = shown.length - 1
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (isOpen) setCurrent(event.key === 'ArrowDown' ? Math.min(at + 1, last) : Math.max(at - 1, 0))
      else show()
      return
    }
    if (!isOpen) return
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault()
      setCurrent(event.key === 'PageDown' ? Math.min(at + 10, last) : Math.max(at - 10, 0))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (typed?.trim() === '') onChange(undefined)
      choose(typed?.trim() === '' ? undefined : shown[at])
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    }
  }
  const onBlur = (): void => {
    if (typed?.trim() === '') onChange(undefined)
    // One that was typed in full is meant.
    else if (typed !== undefined) {
      const exact = options.filter((option) => option.label.toLowerCase() === typed.trim().toLowerCase())
      if (exact.length === 1) onChange(exact[0]?.value)
    }
    close()
  }
  const rest = found.length - shown.length
  return (
    <div className="picker">
      <TextInput
        {...control}
        ref={input}
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && shown.length > 0 ? optionId(id, at) : undefined}
        aria-busy={loading || undefined}
        placeholder={loading ? t.setups.pickLoading : t.setups.pick}
        value={shownText}
        disabled={disabled}
        className="picker-input"
        onFocus={({ target }) => target.select()}
        onClick={show}
        onChange={({ target }) => {
          setTyped(target.value)
          setCurrent(0)
          setOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <button
        type="button"
        tabIndex={-1}
        className="picker-open"
        aria-label={t.setups.pickOpen(title)}
        disabled={disabled}
        // The field keeps the focus, or it would close what this opens.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          input.current?.focus()
          if (isOpen) close()
          else show()
        }}
      >
        <Icon name="chevron" />
      </button>
      <div className="picker-pop" hidden={!isOpen}>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={title} className="picker-list">
          {isOpen &&
            shown.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
              <div
                key={option.value}
                id={optionId(id, index)}
                role="option"
                tabIndex={-1}
                aria-selected={option.value === value}
                className={classNames(
                  'picker-option',
                  `picker-depth-${Math.min(typed === undefined ? option.depth : 0, MAX_DEPTH)}`,
                  index === at && 'picker-current',
                )}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
              >
                <span>{option.label}</span>
                {option.label !== option.value && <span className="picker-value">{option.value}</span>}
              </div>
            ))}
        </div>
        <p className="picker-note" role="status">
          {isOpen && noteOf({ loading, options: options.length, found: found.length, rest })}
        </p>
      </div>
    </div>
  )

  function noteOf(counts: { loading: boolean; options: number; found: number; rest: number }): string {
    if (counts.loading && counts.options === 0) return t.setups.pickLoading
    if (counts.options === 0) return t.setups.pickNone
    if (counts.found === 0) return t.setups.pickNoMatch
    return counts.rest > 0 ? t.setups.pickMore(counts.rest) : t.setups.pickCount(counts.found)
  }
}

const optionId = (id: string, index: number): string => `${id}-option-${index}`
