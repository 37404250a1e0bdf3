import { type KeyboardEvent, memo, useId, useRef, useState } from 'react'
import { useTexts } from '../../texts/texts-context.tsx'
import { Checkbox } from '../../ui/index.ts'
import type { GroupedOption, OptionGroup } from './option-groups.ts'

export interface OptionListProps {
  readonly groups: readonly OptionGroup[]
  readonly chosen: ReadonlySet<string>
  readonly disabled: boolean
  readonly isWrong: boolean
  /** A single group needs no title. */
  readonly hideTitle: boolean
  readonly onToggle: (value: string, isChosen: boolean) => void
}

/**
 * Boxes to tick, in groups: one stop of the tab key, arrows inside. It is drawn again only where something of it
 * changes: there may be many, and one types into other fields meanwhile.
 */
export const OptionList = memo(function OptionList(props: OptionListProps) {
  const { groups, chosen, disabled, isWrong, hideTitle, onToggle } = props
  const { t } = useTexts()
  const own = useId()
  const list = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string>()
  const shown = groups.flatMap((group) => group.options.map((option) => option.value))
  const first = shown.find((value) => chosen.has(value)) ?? shown[0]
  const stop = current !== undefined && shown.includes(current) ? current : first

  const onKeyDown = (event: KeyboardEvent): void => {
    const at = shown.indexOf(stop ?? '')
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key]
    const next = to === undefined ? undefined : shown[Math.min(Math.max(to, 0), shown.length - 1)]
    if (next === undefined) return
    event.preventDefault()
    setCurrent(next)
    list.current?.querySelector<HTMLInputElement>(`input[value="${CSS.escape(next)}"]`)?.focus()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the boxes inside.
    <div ref={list} className="options-list" onKeyDown={onKeyDown}>
      {groups.length === 0 && <p className="options-none">{t.form.noOption}</p>}
      {groups.map((group, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the field's own would be read twice.
        <div key={group.title} role="group" aria-labelledby={`${own}-${index}`} className="options-group">
          <p id={`${own}-${index}`} className={hideTitle ? 'visually-hidden' : 'options-title'}>
            {group.title === '' ? t.form.otherGroup : group.title}
          </p>
          {group.options.map((option) => (
            <OptionRow
              key={option.value}
              option={option}
              isChosen={chosen.has(option.value)}
              isStop={option.value === stop}
              disabled={disabled}
              isWrong={isWrong}
              onToggle={onToggle}
              onStop={setCurrent}
            />
          ))}
        </div>
      ))}
    </div>
  )
})

interface OptionRowProps extends Pick<OptionListProps, 'disabled' | 'isWrong' | 'onToggle'> {
  readonly option: GroupedOption
  readonly isChosen: boolean
  /** Where the tab key stops. */
  readonly isStop: boolean
  readonly onStop: (value: string) => void
}

const OptionRow = memo(function OptionRow(props: OptionRowProps) {
  const { option, isChosen, isStop, disabled, isWrong, onToggle, onStop } = props
  return (
    <Checkbox
      label={option.title}
      help={option.description}
      value={option.value}
      checked={isChosen}
      disabled={disabled}
      tabIndex={isStop ? 0 : -1}
      aria-invalid={isWrong || undefined}
      onFocus={() => onStop(option.value)}
      onChange={({ target }) => onToggle(option.value, target.checked)}
    />
  )
})
